package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.people.People;

/**
 * {@code GET /console/setup#token=…}: where the link of the first start leads. The token stands behind the {@code #}, which no browser
 * sends: it is in no log. {@code assets/password.js} hands it to {@code POST /api/v1/setup}.
 */
@Singleton
final class SetupPage implements Capability {

    private final Pages pages;
    private final People people;

    @Inject
    SetupPage(Pages pages, People people) {
        this.pages = pages;
        this.people = people;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Pages.open("/console/setup", "site.setup", "The page that makes the first owner", this::show));
    }

    private Reply show(Call call) {
        return pages.show(
                call, "setup", Map.of("url", call.terms().publicUrl().toString(), "isOwned", !people.isEmpty()));
    }
}
