package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code GET /}: what this is, whether it is well, and where to go from here (DigDash: a link "API" at the foot). */
@Singleton
final class HomePage implements Capability {

    private final Pages pages;
    private final Catalogue catalogue;

    @Inject
    HomePage(Pages pages, Catalogue catalogue) {
        this.pages = pages;
        this.catalogue = catalogue;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Pages.open("/", "site.home", "The home page", this::show));
    }

    private Reply show(Call call) {
        return pages.show(
                call,
                "home",
                Map.of(
                        "well",
                        catalogue.isWell(),
                        "url",
                        call.terms().publicUrl().toString()));
    }
}
