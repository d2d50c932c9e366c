package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code /console/guide}: from a key to a first call, with the reader's own address filled in; and long work as it goes on. */
@Singleton
final class GuidePages implements Capability {

    private final Screens screens;

    @Inject
    GuidePages(Screens screens) {
        this.screens = screens;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.get("/console/guide", "guide", "From a key to a first call", this::guide),
                screens.get("/console/progress/{id}", "progress", "How far long work has come", this::progress));
    }

    private Reply guide(Screen screen) {
        var data = new HashMap<String, Object>();
        data.put("title", screen.text("guide_title"));
        data.put("url", screen.call().terms().publicUrl().toString());
        data.put("secret", "psl_…");
        data.put("path", "/api/v1/auth/me");
        return screens.show(screen, "guide", data);
    }

    /** Asks for itself again until the work is over. */
    private Reply progress(Screen screen) {
        var action = screen.api().read(screen.api().about("actions.get", screen.path("id")));
        var data = new HashMap<String, Object>();
        String status = action.path("status").asText();
        data.put("status", screen.cells().of(action, Column.state("status")));
        data.put("message", status.equals("ERROR") ? Cells.text(action.path("message")) : "");
        data.put(
                "progress",
                status.equals("SUCCESS") ? 100 : action.path("progress").asInt(0));
        data.put("going", status.equals("IN_PROGRESS"));
        data.put("id", screen.path("id"));
        data.put("done", action.path("rowsDone").asLong());
        data.put("total", Cells.text(action.path("rowsTotal")));
        long kept =
                action.path("rowsDone").asLong() - action.path("rowsRefused").asLong();
        data.put("kept", status.equals("SUCCESS") ? kept : 0);
        data.put("refused", action.path("rowsRefused").asLong());
        data.put("errors", Cells.text(action.path("errors")));
        return screens.show(screen, "progress", data);
    }
}
