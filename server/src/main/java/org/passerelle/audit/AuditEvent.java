package org.passerelle.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.RowSink;
import org.passerelle.format.Times;
import org.passerelle.operation.Doc;

/** A line of the audit log, as it is shown. */
public record AuditEvent(
        @Doc(value = "Its number: lines are numbered from 1, without gaps", example = "4711")
        String id,

        @Doc(value = "When it happened", example = "2026-11-22T08:30:00.000+0000")
        Instant time,

        @Doc(value = "For whom; empty for nobody", example = "anne")
        String user,

        @Doc(value = "Who really did it, when acting for the user", example = "bob") @Nullable
        String actor,

        @Doc(value = "From where; empty for the server's own doing and that of its command line", example = "192.0.2.7")
        String address,

        @Doc(
                value =
                        "The operation's name, as in the API document; sessions.begin for the first use of a credential",
                example = "users.create")
        String operation,

        @Doc(value = "What it was done to, as the request named it", example = "carol")
        String target,

        @Doc(value = "The HTTP status; 403 x120 where 120 refusals of one kind were counted together", example = "201")
        String result,

        @Doc(value = "Whether it was a rehearsal, which changed nothing", example = "false")
        boolean dryRun,

        @Doc(value = "The request's id; empty where there was none", example = "k3j2-9f")
        String requestId) {

    static final List<String> MEMBERS =
            List.of("id", "time", "user", "actor", "address", "operation", "target", "result", "dryRun", "requestId");

    static AuditEvent of(Numbered numbered) {
        AuditLine line = numbered.line();
        return new AuditEvent(
                Long.toString(numbered.number()),
                line.time(),
                line.user(),
                line.actor(),
                line.address(),
                line.operation(),
                line.target(),
                line.result(),
                line.dryRun(),
                line.requestId());
    }

    void write(RowSink rows) {
        rows.startRow();
        rows.text(id);
        rows.text(Times.text(time.atOffset(ZoneOffset.UTC)));
        rows.text(user);
        if (actor == null) {
            rows.nothing();
        } else {
            rows.text(actor);
        }
        rows.text(address);
        rows.text(operation);
        rows.text(target);
        rows.text(result);
        rows.bool(dryRun);
        rows.text(requestId);
        rows.endRow();
    }
}
