package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/license}: what the licence says, who has a seat; the next licence, and seats given and taken. Each change is rehearsed first. */
@Singleton
final class LicencePages implements Capability {

    private static final String PATH = "/console/license";
    private static final String SEAT = PATH + "/{user}/remove";

    private static final List<Column> FACTS = List.of(
            Column.state("status"),
            Column.text("holder"),
            Column.code("id"),
            Column.text("issued"),
            Column.text("expires"),
            Column.text("message"));

    private static final List<Field> NEXT = List.of(Field.area("licence").needed());
    private static final List<Field> SEATS =
            List.of(Field.many("users", "users.list", "id").needed(), Field.choice("type", "USER", "ADMIN"));

    private final Screens screens;

    @Inject
    LicencePages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(PATH, "licence", "The licence, and who has a seat", screen -> show(screen, null, null)),
                screens.post(
                        PATH + "/activation",
                        "activateLicence",
                        "Activate a licence",
                        screen -> change(screen, "license.activate", NEXT)),
                screens.post(
                        PATH + "/seats",
                        "giveSeats",
                        "Give seats",
                        screen -> change(screen, "license.users.add", SEATS)),
                screens.get(
                        SEAT,
                        "beforeTakeSeat",
                        "What taking a seat would do",
                        screen -> confirm(screen, taking(screen), Map.of())),
                screens.post(SEAT, "takeSeat", "Take a seat", this::take));
    }

    private static Collection seats() {
        return Collections.find("license").orElseThrow();
    }

    /** @param wanted what a form sent; null for nothing */
    private Reply show(Screen screen, @Nullable JsonNode wanted, @Nullable Trouble trouble) {
        Collection seats = seats();
        Ask ask = Ask.of(seats.verbs().list());
        JsonNode taken = screen.api().all(ask);
        if (screen.query("as").equals("csv")) {
            return CsvFile.of(seats.id(), Listing.file(screen, seats.columns(), taken));
        }
        JsonNode licence = screen.api().read(Ask.of("license.get"));
        var data = CollectionPages.data(screen, seats);
        data.put(
                "listing",
                Listing.of(screen, seats.columns(), taken, seat -> CollectionPages.address(screen, seats, seat)));
        data.put("mayCreate", false);
        data.put("facts", OnePage.Fact.of(screen, licence, FACTS));
        data.put(
                "meters",
                licence.path("seats")
                        .valueStream()
                        .map(type -> meter(screen, type))
                        .toList());
        data.put("next", screen.api().may("license.activate") ? inputs(screen, NEXT, wanted, trouble) : List.of());
        data.put("give", screen.api().may("license.users.add") ? inputs(screen, SEATS, wanted, trouble) : List.of());
        data.put("curl", screen.api().curl(ask, false));
        CollectionPages.putTrouble(data, trouble);
        return screens.show(screen, trouble == null ? 200 : trouble.status(), "licence", data);
    }

    private static List<Input> inputs(
            Screen screen, List<Field> fields, @Nullable JsonNode wanted, @Nullable Trouble trouble) {
        JsonNode asked = wanted == null ? Json.MAPPER.createObjectNode() : wanted;
        return new FormInputs(screen, seats().asks(fields.toArray(Field[]::new)))
                .of(asked, true, false, CollectionPages.errors(trouble));
    }

    /** How many of the seats of a type are taken. @param total empty for any number */
    public record Meter(String label, long used, String total) {}

    private static Meter meter(Screen screen, JsonNode type) {
        String word = type.path("type").asText();
        return new Meter(screen.text("o_type_" + word), type.path("used").asLong(), Cells.text(type.path("total")));
    }

    /** Rehearsed; then, when somebody is sure of it, done. */
    private Reply change(Screen screen, String operation, List<Field> fields) {
        Map<String, List<String>> sent = screen.form();
        ObjectNode wanted = new FormBody(fields, sent).of(true);
        Ask ask = Ask.of(operation).body(wanted);
        try {
            if (sent.containsKey("sure")) {
                screen.api().make(ask);
                return Screens.go(screen, PATH);
            }
            var again = new LinkedHashMap<>(Map.of("sure", "1"));
            fields.forEach(field ->
                    again.put(field.name(), String.join("\n", sent.getOrDefault(field.name(), List.of()))));
            return confirm(screen, ask, again);
        } catch (Fault fault) {
            return show(screen, wanted, Trouble.of(screen, fault));
        }
    }

    private static Ask taking(Screen screen) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("users").add(screen.path("user"));
        return Ask.of("license.users.remove").body(body);
    }

    private Reply take(Screen screen) {
        screen.api().make(taking(screen));
        return Screens.go(screen, PATH);
    }

    /** @param fields what the button sends again */
    private Reply confirm(Screen screen, Ask ask, Map<String, String> fields) {
        Inside.Answer would = screen.api().rehearse(ask);
        String text = ask.asked().operation().replace('.', '_');
        List<String> about = would.body().isArray()
                ? would.body()
                        .valueStream()
                        .map(seat -> seat.path("user").asText())
                        .toList()
                : List.of(would.body().path("id").asText());
        var data = CollectionPages.data(screen, seats());
        data.put("id", String.join(", ", about));
        data.put("self", screen.here().replaceFirst("/(remove|seats|activation)$", ""));
        data.put("what", screen.text("deed_" + text));
        data.put("means", screen.text("before_" + text));
        data.put("fields", fields);
        data.put("rehearsal", Rehearsal.of(screen, would, ask));
        return screens.show(screen, "confirm", data);
    }
}
