package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/me/second-factor}: one's own second factor. */
@Singleton
final class FactorPages implements Capability {

    private static final String PATH = "/console/me/second-factor";

    private final Screens screens;

    @Inject
    FactorPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(PATH, "factor", "One's own second factor", screen -> show(screen, Map.of())),
                screens.post(PATH + "/begin", "beginFactor", "Begin a second factor", this::begin),
                screens.post(PATH + "/confirm", "confirmFactor", "Confirm a second factor", this::confirm),
                screens.post(PATH + "/recovery-codes", "renewCodes", "Make new recovery codes", this::renew),
                screens.post(PATH + "/remove", "removeFactor", "Remove one's second factor", this::remove));
    }

    /** What is done with a second factor, by password and code. */
    public record Deed(String path, String label, boolean grave) {}

    private Reply show(Screen screen, Map<String, Object> more) {
        var data = new HashMap<String, Object>(Map.of("title", screen.text("factor_title"), "refused", ""));
        JsonNode factor = screen.api().read(Ask.of("auth.secondFactor"));
        data.put("on", factor.path("on").asBoolean());
        data.put("left", factor.path("recoveryCodes").asInt());
        data.put(
                "deeds",
                List.of(
                        new Deed("recovery-codes", screen.text("factor_renew"), false),
                        new Deed("remove", screen.text("factor_remove"), true)));
        data.putAll(more);
        return screens.show(screen, "factor", data);
    }

    /** The same page, saying above a form why what it sent was refused. */
    private Reply refused(Screen screen, String form, Fault fault) {
        if (fault.kind() == Fault.Kind.INTERNAL) {
            throw fault;
        }
        return show(screen, Map.of("refused", form, "trouble", Trouble.of(screen, fault)));
    }

    private static ObjectNode sent(Screen screen, String... members) {
        Map<String, List<String>> form = screen.form();
        ObjectNode body = Json.MAPPER.createObjectNode();
        for (String member : members) {
            body.put(member, form.getOrDefault(member, List.of("")).getFirst());
        }
        return body;
    }

    private Reply begin(Screen screen) {
        try {
            JsonNode begun = screen.api()
                    .make(Ask.of("auth.secondFactor.begin").body(sent(screen, "current")))
                    .body();
            return screens.show(
                    screen,
                    "factor-begun",
                    Map.of(
                            "title",
                            screen.text("factor_title"),
                            "secret",
                            begun.path("secret").asText(),
                            "picture",
                            QrPicture.of(begun.path("uri").asText())));
        } catch (Fault fault) {
            return refused(screen, "begin", fault);
        }
    }

    private Reply confirm(Screen screen) {
        try {
            return codes(screen, Ask.of("auth.secondFactor.confirm").body(sent(screen, "code")));
        } catch (Fault fault) {
            return refused(screen, "begin", fault);
        }
    }

    private Reply renew(Screen screen) {
        try {
            return codes(screen, Ask.of("auth.secondFactor.renew").body(sent(screen, "current", "code")));
        } catch (Fault fault) {
            return refused(screen, "renew", fault);
        }
    }

    private Reply codes(Screen screen, Ask ask) {
        JsonNode codes = screen.api().make(ask).body().path("recoveryCodes");
        List<String> shown = codes.valueStream().map(JsonNode::asText).toList();
        return screens.show(screen, "factor-codes", Map.of("title", screen.text("factor_title"), "codes", shown));
    }

    private Reply remove(Screen screen) {
        try {
            screen.api().make(Ask.of("auth.secondFactor.remove").body(sent(screen, "current", "code")));
            return Screens.go(screen, PATH);
        } catch (Fault fault) {
            return refused(screen, "renew", fault);
        }
    }
}
