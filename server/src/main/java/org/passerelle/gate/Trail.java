package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.audit.AuditLine;
import org.passerelle.audit.AuditLog;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Audit;
import org.passerelle.operation.Call;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.schema.Schemas;
import org.passerelle.schema.Table;

/**
 * What the audit log is told of requests.
 *
 * <pre>
 * a change of the catalogue          a line in its unit
 * a rehearsal of any change          one line, marked
 * a read of a sensitive table        a line before the answer
 * 401, 403, 429                      a line, behind the request
 * another refusal of a change        a line, behind the request, if one knows whose
 * another read                       nothing
 * what reads credentials itself      what it leaves itself
 * </pre>
 */
@Singleton
final class Trail {

    private final AuditLog log;
    private final Catalogue catalogue;
    private final Schemas schemas;
    private final Clock clock;

    @Inject
    Trail(AuditLog log, Catalogue catalogue, Schemas schemas, Clock clock) {
        this.log = log;
        this.catalogue = catalogue;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** The unit changes something: its line goes with it. */
    void changed(Unit unit, Operation operation, Call call, Reply reply) {
        if (operation.audit() == Audit.ALWAYS) {
            log.append(unit, line(operation, call, reply));
        }
    }

    /** The call has changed nothing here: it leaves a line if it was a rehearsal, or read what is sensitive. */
    void made(Operation operation, Call call, Reply reply) {
        boolean reads = operation.dryRun() == DryRun.READS;
        boolean itself = operation.audit() == Audit.ITSELF;
        if (!itself && (reads ? isSensitive(operation, call) : call.dryRun())) {
            catalogue.change(unit -> {
                log.append(unit, line(operation, call, reply));
                return reply;
            });
        }
    }

    /** @param operation null where the request came to none */
    void refused(@Nullable Operation operation, Caller caller, Call.Terms terms, Fault fault) {
        int status = fault.kind().status();
        boolean always = status == 401 || status == 403 || status == 429;
        boolean change = operation != null && operation.dryRun() != DryRun.READS;
        if (operation != null && (always || change && !caller.isAnonymous())) {
            log.enqueue(AuditLine.of(
                    clock.instant(),
                    caller,
                    operation.name(),
                    AuditLine.target(operation.path(), terms.path()),
                    status,
                    terms));
        }
    }

    private boolean isSensitive(Operation operation, Call call) {
        Optional<Table> table = switch (operation.right()) {
            case Right.Data data ->
                schemas.snapshot().open(operation.named(call.path()).table());
            case Right.Published published ->
                Optional.ofNullable(schemas.snapshot()
                        .modules()
                        .get(operation.named(call.path()).table()));
            default -> Optional.empty();
        };
        return table.filter(Table::isSensitive).isPresent();
    }

    private AuditLine line(Operation operation, Call call, Reply reply) {
        String location = reply.headers().getOrDefault("Location", "");
        return AuditLine.of(clock.instant(), operation, call, reply.status(), location);
    }
}
