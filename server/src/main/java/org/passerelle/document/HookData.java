package org.passerelle.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.event.Family;
import org.passerelle.operation.Shape;

/** What there is to say of each kind of event: the member {@code data} of what webhooks are told. */
final class HookData {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Stock stock;
    private final RecordSchemas records;

    HookData(Stock stock, RecordSchemas records) {
        this.stock = stock;
        this.records = records;
    }

    Likeness of(String event) {
        HookMember user = HookMember.text("user", "Whom it is about, or who did it", "anne");
        Optional<Family> family = event.equals(HookParts.FIRED) ? Optional.empty() : Family.of(event);
        if (family.isEmpty()) {
            return HookMember.object(List.of(
                    user,
                    HookMember.any(
                            "parameters",
                            "What it was fired with",
                            NODES.objectNode().put("number", 7)),
                    HookMember.text("task", "The scheduled task that fired it", "nightly")
                            .sometimes()));
        }
        return switch (family.get()) {
            case RECORD -> records(event, List.of());
            case ATTACHMENT -> records(event, List.of(attachment()));
            case USER ->
                HookMember.object(List.of(
                        user,
                        HookMember.text("name", "What people call the account", "Anne Morel"),
                        HookMember.word("kind", "What kind of account it is", "inhouse", "owner", "guest"),
                        HookMember.flag("active", "Whether it may come in")));
            case APIKEY -> HookMember.object(key(user));
            case CLIENT -> HookMember.object(request(user));
            case ACTION -> action(user);
            case WEBHOOK -> HookMember.object(webhook(event, user));
        };
    }

    /** One record, or a list of them where the webhook takes lists. */
    private static Likeness records(String event, List<HookMember> more) {
        var record = new ArrayList<>(List.of(HookMember.text("record", "The record's id", "7")));
        record.add(picture("before", "The record before, by public names", before(event)));
        record.add(picture("after", "The record after, by public names", !event.endsWith(".deleted")));
        record.addAll(more);
        HookMember table = HookMember.text("table", "The public name of the table", "tickets");
        var one = new ArrayList<>(List.of(table));
        one.addAll(record);
        Likeness alone = HookMember.object(one);
        Likeness item = HookMember.object(record);
        Likeness several = new Likeness(
                Bounds.array(item.schema().put("description", "What happened to one of them.")),
                NODES.arrayNode().add(item.example()),
                "records");
        Likeness list =
                HookMember.object(List.of(table, HookMember.of("records", "What happened to each, in order", several)));
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(alone.schema()).add(list.schema());
        return new Likeness(either, alone.example(), "data");
    }

    /** A record may be gone again when its creation is told. */
    private static HookMember picture(String name, String about, boolean there) {
        return there
                ? HookMember.any(
                                name,
                                about + "; null where there is none",
                                NODES.objectNode().put("id", 7))
                        .orNull()
                : HookMember.nothing(name, about + "; there is none");
    }

    private static boolean before(String event) {
        return event.endsWith(".updated") || event.endsWith(".deleted");
    }

    private HookMember attachment() {
        Likeness file = shape("data.resource.attachments.add")
                .orElseGet(() -> HookMember.object(List.of(HookMember.text("name", "What it is called", "photo.jpg"))));
        return HookMember.of("attachment", "The file, without its bytes", file);
    }

    private static List<HookMember> key(HookMember user) {
        return List.of(
                HookMember.text("id", "The key's id", "01j8kd2f5a0q3m7c9e"),
                HookMember.text("name", "The key's name", "compta"),
                user,
                HookMember.text("createdBy", "Who made it", "anne"),
                HookMember.moment("expires", "When it ends"),
                HookMember.number("days", "How many days are left, rounded up", 14));
    }

    private static List<HookMember> request(HookMember user) {
        return List.of(
                user,
                HookMember.text("request", "The id of the request for an API account", "rq-17"),
                HookMember.text("name", "What the client is called", "Compta"),
                HookMember.text("by", "Who decided", "owner").sometimes(),
                HookMember.text("reason", "Why it was refused", "Who are you?")
                        .orNull()
                        .sometimes(),
                HookMember.text("client", "The client that was made", "compta")
                        .orNull()
                        .sometimes());
    }

    private static List<HookMember> webhook(String event, HookMember user) {
        HookMember webhook = HookMember.text("webhook", "The webhook's id", "wh-compta");
        return event.endsWith(".ping")
                ? List.of(webhook)
                : List.of(
                        webhook,
                        user,
                        HookMember.text("url", "Where it told", "https://compta.example.org/in"),
                        HookMember.text("reason", "Why it is told no more", "410 Gone"));
    }

    /** As the API shows it, with the one who asked for it. */
    private Likeness action(HookMember user) {
        Likeness asked = HookMember.object(List.of(user));
        return shape("actions.get")
                .map(action -> {
                    ObjectNode both = NODES.objectNode();
                    both.putArray("allOf").add(action.schema()).add(asked.schema());
                    ObjectNode example = action.example().deepCopy();
                    example.setAll((ObjectNode) asked.example());
                    return new Likeness(both, example, "data");
                })
                .orElse(asked);
    }

    /** What an operation answers. */
    private Optional<Likeness> shape(String operation) {
        return stock.answerOf(operation)
                .filter(Shape.Of.class::isInstance)
                .map(Shape.Of.class::cast)
                .map(of -> new Likeness(records.schema(of.type(), of.name()), records.example(of.type()), of.name()));
    }
}
