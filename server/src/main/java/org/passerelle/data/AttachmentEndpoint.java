package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.passerelle.access.Action;
import org.passerelle.access.Right;
import org.passerelle.attachment.Attachment;
import org.passerelle.attachment.Attachments;
import org.passerelle.attachment.Home;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.data.Tables.Open;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.fault.Fault;
import org.passerelle.format.FilePart;
import org.passerelle.format.Format;
import org.passerelle.format.Json;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/{resource}/{id}/attachments}: files on records, with the record's right (wire.md §5; PlanRadar P4). */
@Singleton
final class AttachmentEndpoint implements Capability {

    private static final String PATH = "/api/{resource}/{id}/attachments";

    private final Tables tables;
    private final Attachments attachments;
    private final Catalogue catalogue;
    private final Events events;
    private final Clock clock;

    @Inject
    AttachmentEndpoint(Tables tables, Attachments attachments, Catalogue catalogue, Events events, Clock clock) {
        this.tables = tables;
        this.attachments = attachments;
        this.catalogue = catalogue;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                data(Operation.get(PATH), Action.READ)
                        .named("data.resource.attachments.list", "List the files of a record")
                        .answers(200, Shape.many(Attachment.class, "attachment"))
                        .by(this::list),
                data(Operation.post(PATH), Action.UPDATE)
                        .named("data.resource.attachments.add", "Add a file to a record")
                        .takes(
                                new Shape.File("The file, with its name and its media type", true),
                                Set.of(Format.MULTIPART))
                        .answers(201, Shape.of(Attachment.class, "attachment"))
                        .changes(DryRun.DATA)
                        .by(this::add),
                data(Operation.get(PATH + "/{attachment}"), Action.READ)
                        .named("data.resource.attachments.get", "Fetch a file of a record")
                        .answers(200, new Shape.File("The bytes of the file", false), Set.of())
                        .by(this::get),
                data(Operation.delete(PATH + "/{attachment}"), Action.UPDATE)
                        .named("data.resource.attachments.delete", "Take a file from a record")
                        .changes(DryRun.DATA)
                        .by(this::delete));
    }

    private static Operation.Builder data(Operation.Builder operation, Action action) {
        return operation
                .tag(Tag.DATA)
                .needs(Right.data(action))
                .onTable(path -> Objects.requireNonNull(path.one("resource")));
    }

    private Reply list(Call call) {
        return Reply.ok(attachments.list(catalogue, home(call, Action.READ)), "attachments");
    }

    private Reply get(Call call) {
        Home home = home(call, Action.READ);
        Attachment found = find(call, home);
        String name = URLEncoder.encode(found.name(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return Reply.stream(200, (out, format, head) -> attachments.copy(found, out))
                .with("Content-Type", found.type())
                .with("Content-Disposition", "attachment; filename*=UTF-8''" + name)
                .with("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    private Reply add(Call call) {
        Reached reached = reached(call, Action.UPDATE);
        Home home = reached.home();
        String type = Objects.requireNonNullElse(call.headers().one("Content-Type"), "");
        FilePart part = attachments.receive(call.body().stream(), type);
        try {
            Attachment made = catalogue.change(call.dryRun(), unit -> {
                Attachment added = call.dryRun()
                        ? new Attachment("dry-run", part.name(), part.type(), part.size(), clock.instant(), user(call))
                        : attachments.add(unit, home, part, user(call));
                events.publish(unit, added(call, reached, added));
                return added;
            });
            return Reply.created(made, "attachment", call.terms().path() + "/" + made.id());
        } finally {
            attachments.drop(part);
        }
    }

    private static String user(Call call) {
        String actor = call.caller().actor();
        return actor == null ? call.caller().user() : actor;
    }

    /** With the record as it is, by which it is decided who may hear of it. */
    private Event added(Call call, Reached reached, Attachment attachment) {
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.putNull("before");
        data.set("after", reached.picture());
        data.set("attachment", Json.MAPPER.valueToTree(attachment));
        return new Event(
                "evt_" + UUID.randomUUID(),
                "attachment.added",
                clock.instant(),
                call.path("resource"),
                reached.home().record(),
                data);
    }

    private Reply delete(Call call) {
        Home home = home(call, Action.UPDATE);
        Attachment found = find(call, home);
        catalogue.change(call.dryRun(), unit -> {
            attachments.remove(unit, home, found);
            return found;
        });
        return Reply.empty(204);
    }

    private Attachment find(Call call, Home home) {
        return attachments
                .find(catalogue, home, call.path("attachment"))
                .orElseThrow(() -> Fault.notFound("There is no attachment {}.", call.path("attachment")));
    }

    /** @param picture the record as it is; JSON's null where it was only read */
    private record Reached(Home home, JsonNode picture) {}

    private Home home(Call call, Action action) {
        return reached(call, action).home();
    }

    /**
     * The record, which the caller must reach in this way.
     *
     * @throws Fault 404 when there is no such record for him
     */
    private Reached reached(Call call, Action action) {
        return tables.on(call.path("resource"), open -> {
            var planner = new ListPlanner(open, call.grant(), action, tables.values());
            List<Condition> ways = Identity.inAddress(open.table().primaryKey(), call.key("id"), tables.values());
            List<Object> id = open.database()
                    .read(session -> Shot.take(open, session, List.of(planner.primaryKey()), ways))
                    .map(Shot::id)
                    .orElseThrow(() ->
                            Fault.notFound("There is no record {} in {}.", call.path("id"), call.path("resource")));
            JsonNode picture = action == Action.READ ? Json.MAPPER.nullNode() : RowPicture.of(open, id);
            return new Reached(home(open, id), picture);
        });
    }

    private static Home home(Open open, List<Object> id) {
        var physical = open.table().physical();
        return new Home(open.table().connection(), physical.schema(), physical.name(), Identity.join(id));
    }
}
