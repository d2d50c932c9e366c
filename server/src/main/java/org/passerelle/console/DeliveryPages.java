package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.fault.Fault;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * {@code /console/webhooks/{webhook}/deliveries}: what became of each telling, and telling it again: one, all of a time, all that failed. How many
 * messages that would be is said before.
 */
@Singleton
final class DeliveryPages implements Capability {

    private static final String LIST = "/console/webhooks/{webhook}/deliveries";
    private static final String AGAIN = LIST + "/again";
    private static final String ONE = LIST + "/one/{delivery}";
    private static final List<String> WHICH = List.of("status", "from", "to");

    private static final List<Column> COLUMNS = List.of(
            Column.time("time"),
            Column.code("event_name"),
            Column.state("status"),
            Column.number("code"),
            Column.number("attempt"),
            Column.number("duration"),
            Column.time("next"));
    private static final List<Column> FACTS = List.of(
            Column.time("time"),
            Column.code("event_name"),
            Column.code("event"),
            Column.number("sequence"),
            Column.number("attempt"),
            Column.state("status"),
            Column.number("code"),
            Column.number("duration"),
            Column.text("error"),
            Column.time("next"));

    private final Screens screens;

    @Inject
    DeliveryPages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get(LIST, "deliveries", "What became of each telling", this::list),
                screens.get(AGAIN, "beforeRedeliver", "How many would be told again", this::before),
                screens.post(AGAIN, "redeliver", "Tell many again", this::again),
                screens.get(ONE, "delivery", "One attempt", screen -> one(screen, Map.of())),
                screens.post(ONE, "redeliverOne", "Tell one again", this::oneAgain));
    }

    private static String home(Screen screen) {
        return screen.base() + "/console/webhooks/" + Pages.segment(screen.path("webhook"));
    }

    private static Ask about(String operation, Screen screen) {
        return Ask.of(operation).path("id", screen.path("webhook"));
    }

    private static Map<String, Object> data(Screen screen, String title) {
        var data = new HashMap<String, Object>();
        data.put("title", title);
        data.put("webhook", screen.path("webhook"));
        data.put("home", home(screen));
        data.put("all", home(screen) + "/deliveries");
        return data;
    }

    private Reply list(Screen screen) {
        Ask ask = about("webhooks.deliveries", screen);
        JsonNode deliveries = screen.api().all(ask);
        if (screen.query("as").equals("csv")) {
            return CsvFile.of("deliveries", Listing.file(screen, COLUMNS, deliveries));
        }
        var data = data(screen, screen.text("panel_deliveries"));
        data.put("lead", screen.text("deliveries_lead"));
        data.put("address", screen.here());
        data.put(
                "listing",
                Listing.of(
                        screen,
                        COLUMNS,
                        deliveries,
                        delivery -> screen.here() + "/one/"
                                + Pages.segment(delivery.path("id").asText())));
        data.put("mayCreate", false);
        data.put("curl", screen.api().curl(ask, false));
        return screens.show(screen, "deliveries", data);
    }

    private Reply before(Screen screen) {
        Map<String, String> which = Which.of(screen.call().query().values(), WHICH);
        Ask ask = about("webhooks.redeliverAll", screen).query(which);
        Inside.Answer would = screen.api().rehearse(ask);
        var data = data(screen, screen.text("panel_deliveries"));
        data.put("address", home(screen) + "/deliveries");
        data.put("self", home(screen) + "/deliveries");
        data.put("id", screen.path("webhook"));
        data.put("what", screen.text("deed_redeliver"));
        data.put(
                "means",
                screen.text("deliveries_before_redeliver") + " "
                        + would.body().path("messages").asText());
        data.put("fields", which);
        data.put("rehearsal", Rehearsal.of(screen, would, ask));
        return screens.show(screen, "confirm", data);
    }

    private Reply again(Screen screen) {
        screen.api().make(about("webhooks.redeliverAll", screen).query(Which.of(screen.form(), WHICH)));
        return Screens.redirect(home(screen) + "/deliveries");
    }

    private Reply one(Screen screen, Map<String, Object> more) {
        JsonNode delivery = screen.api()
                .all(about("webhooks.deliveries", screen))
                .valueStream()
                .filter(known -> known.path("id").asText().equals(screen.path("delivery")))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is nothing at this address."));
        var data = data(screen, Cells.text(delivery.path("event_name")));
        data.put("facts", OnePage.Fact.of(screen, delivery, FACTS));
        data.put("answer", Cells.text(delivery.path("answer")));
        data.put("self", screen.here());
        data.put("mayAgain", !delivery.path("event").isNull());
        data.put("done", false);
        data.put("curl", screen.api().curl(telling(screen), false));
        data.putAll(more);
        return screens.show(screen, "delivery", data);
    }

    private static Ask telling(Screen screen) {
        return about("webhooks.redeliver", screen).path("delivery", screen.path("delivery"));
    }

    private Reply oneAgain(Screen screen) {
        screen.api().make(telling(screen));
        return one(screen, Map.of("done", true));
    }
}
