package org.passerelle.action;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Level;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/actions}: how far one's long work has come, what came of it, and how to stop it (wire.md §7). */
@Singleton
final class ActionOperations implements Capability {

    private static final Shape RESULT = new Shape.Free(
            "What the call would have answered at once", null, "[{\"cle\":\"k-1\",\"id\":17,\"status\":\"created\"}]");
    private static final String NUMBER = "\\d{1,18}";
    private static final Set<Format> FILES = EnumSet.of(Format.JSON, Format.CSV, Format.NDJSON, Format.XLSX);

    private final Catalogue catalogue;
    private final ActionFiles files;
    private final Instance<Repeater> repeater;

    @Inject
    ActionOperations(Catalogue catalogue, ActionSettings settings, Instance<Repeater> repeater) {
        this.catalogue = catalogue;
        this.files = new ActionFiles(settings.folder());
        this.repeater = repeater;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.declared(Operation.get("/api/actions")
                                .named("actions.list", "List long work, newest first")
                                .tag(Tag.DATA)
                                .needs(Right.own(ApiType.DATA, Level.R))
                                .query("status", "Only those that stand so", "IN_PROGRESS")
                                .query("resourceName", "Only those about this", "commandes"))
                        .answers(200, Shape.many(ActionView.class, "action"))
                        .by(this::list),
                Operation.get("/api/actions/{id}")
                        .named("actions.get", "Show how far long work has come")
                        .tag(Tag.DATA)
                        .needs(Right.own(ApiType.DATA, Level.R))
                        .answers(200, Shape.of(ActionView.class, "action"))
                        .by(call -> Reply.ok(ActionView.of(find(call)), "action")),
                Operation.get("/api/actions/{id}/result")
                        .named("actions.result", "Fetch the answer of long work that has succeeded")
                        .tag(Tag.DATA)
                        .needs(Right.own(ApiType.DATA, Level.R))
                        .answers(200, RESULT)
                        .by(this::result),
                Operation.get("/api/actions/{id}/errors")
                        .named("actions.errors", "List the rows that long work has refused")
                        .tag(Tag.DATA)
                        .needs(Right.own(ApiType.DATA, Level.R))
                        .answers(200, Shape.many(RefusedRows.Refused.class, "refusedRow"), FILES)
                        .by(this::errors),
                Operation.delete("/api/actions/{id}")
                        .named("actions.cancel", "Cancel long work")
                        .tag(Tag.DATA)
                        .needs(Right.own(ApiType.DATA, Level.RW))
                        .changes(DryRun.CATALOGUE)
                        .by(this::cancel));
    }

    private Reply list(Call call) {
        var wanted = new ActionStore.Wanted(
                Actions.seesAll(call.caller()) ? null : Actions.shown(call.caller()),
                status(call.query().one("status")),
                call.query().one("resourceName"));
        return Pages.newest(
                call,
                (after, limit) -> ActionStore.before(catalogue, number(after), limit, wanted),
                action -> Long.toString(action.id()),
                ActionView::of,
                "actions");
    }

    /** The number that a list goes on from. */
    private static long number(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        if (!cursor.matches(NUMBER)) {
            throw Fault.badRequest("cursor must be taken from the Link of the last answer.");
        }
        return Long.parseLong(cursor);
    }

    private static @Nullable String status(@Nullable String asked) {
        if (asked == null
                || Arrays.stream(Action.Status.values()).anyMatch(s -> s.name().equals(asked))) {
            return asked;
        }
        throw Fault.badRequest("status must be IN_PROGRESS, SUCCESS or ERROR.");
    }

    /** The answer, in the format that was asked for when the work began. */
    private Reply result(Call call) {
        Action action = find(call);
        if (!repeater.get().may(call.caller(), action.call())) {
            throw Fault.forbidden("You may no longer do what this action did.");
        }
        return switch (action.status()) {
            case IN_PROGRESS ->
                throw Fault.conflict("It is still in progress: ask /api/actions/{} how far it is.", action.id());
            case ERROR -> throw Fault.notFound("It ended in an error and has no answer: {}", action.message());
            case SUCCESS ->
                Reply.stream(200, (out, format, head) -> files.copy(files.result(action.id()), out))
                        .with("Content-Type", action.call().answer().contentType());
        };
    }

    /** As they lie on the disk; none where none were refused. */
    private Reply errors(Call call) {
        Action action = find(call);
        if (!repeater.get().may(call.caller(), action.call())) {
            throw Fault.forbidden("You may no longer do what this action did.");
        }
        return Reply.stream(
                200,
                (out, format, head) -> RefusedRows.copy(files.errors(action.id()), Rows.array(out, format, false)));
    }

    private Reply cancel(Call call) {
        Action action = find(call);
        if (!action.isRunning()) {
            throw Fault.conflict("It has ended already.");
        }
        ActionStore.cancel(call.change(), action.id());
        return Reply.empty(204);
    }

    /** What one may not see is not there. */
    private Action find(Call call) {
        String id = call.path("id");
        if (id.matches(NUMBER)) {
            return ActionStore.find(catalogue, Long.parseLong(id))
                    .filter(action -> Actions.shows(call.caller(), action))
                    .orElseThrow(() -> missing(id));
        }
        throw missing(id);
    }

    private static Fault missing(String id) {
        return Fault.notFound("There is no action {}.", id);
    }
}
