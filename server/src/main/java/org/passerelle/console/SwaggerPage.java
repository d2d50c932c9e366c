package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.passerelle.access.Caller;
import org.passerelle.credential.ConsoleCookie;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * {@code GET /swagger}, and the address that DigDash documents: Swagger UI on a page of our own, because the one that comes with it runs an
 * inline script. {@code assets/swagger.js} does the rest.
 */
@Singleton
final class SwaggerPage implements Capability {

    private final Pages pages;

    @Inject
    SwaggerPage(Pages pages) {
        this.pages = pages;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.open("/swagger", "site.swagger", "The API's page", this::show),
                Pages.open("/staticwebcontent/swagger", "site.swagger.digdash", "The API's page", this::show));
    }

    /** Who is signed in to the console tries the API by his session. Opened under a domain it shows the document of that domain, whose first server has it. */
    private Reply show(Call call) {
        ConsoleCookie session = call.caller().credential().kind() == Caller.Kind.CONSOLE
                ? ConsoleCookie.in(call.headers().one("Cookie"))
                : null;
        return pages.show(
                call,
                "swagger",
                Map.of(
                        "prefix",
                        call.terms().pathPrefix(),
                        "url",
                        call.terms().publicUrl().toString(),
                        "user",
                        session == null ? "" : call.caller().user(),
                        "token",
                        session == null ? "" : session.writeToken()));
    }
}
