package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Call;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/**
 * The frame of the console's pages. Who is not signed in there goes to the sign-in page, whatever else he may have shown; what the API refuses
 * is told on the page.
 */
@Singleton
final class Screens {

    /** A path within this server, which stays one: the gate makes a whole address of {@code Location} alone. */
    private static final String LOCATION = "location";

    private static final Shape FORM = new Shape.Free("A form", Format.FORM.mediaType(), "");

    private final Pages pages;
    private final Inside inside;

    @Inject
    Screens(Pages pages, Inside inside) {
        this.pages = pages;
        this.inside = inside;
    }

    Operation get(String path, String name, String title, Screen.Page page) {
        return declared(Operation.get(path), name, title).by(call -> answer(call, page));
    }

    /** What a form of a page sends. */
    Operation post(String path, String name, String title, Screen.Page page) {
        return declared(Operation.post(path), name, title)
                .takes(FORM, Set.of(Format.FORM))
                .by(call -> answer(call, page));
    }

    private static Operation.Builder declared(Operation.Builder operation, String name, String title) {
        return operation
                .named("console." + name, title)
                .tag(Tag.SITE)
                .needs(Right.open())
                .answers(200, new Shape.Free("A page", "text/html", ""), Set.of());
    }

    private Reply answer(Call call, Screen.Page page) {
        var screen = new Screen(call, new Api(inside, call), Language.of(call));
        if (call.caller().credential().kind() != Caller.Kind.CONSOLE) {
            return toSignIn(screen);
        }
        try {
            return page.show(screen);
        } catch (Fault fault) {
            if (fault.kind() == Fault.Kind.INTERNAL) {
                throw fault;
            }
            return show(
                    screen,
                    fault.kind().status(),
                    screen.isPart() ? "part-trouble" : "trouble",
                    Map.of("title", screen.text("trouble_title"), "trouble", Trouble.of(screen, fault)));
        }
    }

    private static Reply toSignIn(Screen screen) {
        String page = screen.base() + "/console/sign-in";
        if (screen.isPart()) {
            return Reply.empty(204).with("HX-Redirect", page);
        }
        String query = Pages.query(screen.call().query().values());
        String next = screen.call().terms().path() + (query.isEmpty() ? "" : "?" + query);
        return redirect(page + "?" + Pages.query(Map.of("next", List.of(next))));
    }

    /** Beside {@code data} a template has the frame's own: the menu, who is signed in, what a change must bring along. */
    Reply show(Screen screen, String template, Map<String, Object> data) {
        return show(screen, 200, template, data);
    }

    /**
     * A list that a page fetches: as a part of it, or as a file; who asks for it by itself is led to the page.
     *
     * @param page where it belongs
     */
    Reply beside(
            Screen screen,
            String page,
            Listing.Place place,
            List<Column> columns,
            JsonNode records,
            Function<JsonNode, String> addresses) {
        if (screen.query("as").equals("csv")) {
            return CsvFile.of(place.id(), Listing.file(screen, columns, records));
        }
        return screen.isPart()
                ? show(screen, "panel", Map.of("listing", Listing.of(screen, place, columns, records, addresses)))
                : redirect(page);
    }

    Reply show(Screen screen, int status, String template, Map<String, Object> data) {
        Caller caller = screen.call().caller();
        var all = new HashMap<>(data);
        all.put("user", caller.user());
        all.put("actor", caller.actor() == null ? "" : caller.actor());
        all.put("writeToken", screen.writeToken());
        all.put("at", screen.base());
        all.put("isHome", screen.here().equals(screen.base() + "/console"));
        all.put("menu", Menu.of(screen)); // also for a part: htmx may take it out of a whole page
        return pages.show(screen.call(), status, template, all).with("Cache-Control", "no-store");
    }

    /** @param path from {@code /console} on */
    static Reply go(Screen screen, String path) {
        return redirect(screen.base() + path);
    }

    static Reply redirect(String address) {
        return Reply.empty(303).with(LOCATION, address).with("Cache-Control", "no-store");
    }
}
