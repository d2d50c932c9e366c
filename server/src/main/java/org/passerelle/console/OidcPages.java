package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.signin.OidcSignIn;
import org.passerelle.signin.SignIn;

/**
 * {@code GET /console/oidc}: out to the other realm, and {@code GET /console/oidc/back}, where it sends the browser. The last step is a page
 * of ours that leads on: what follows a redirect from elsewhere brings no cookie of ours along ({@code SameSite=Strict}).
 */
@Singleton
final class OidcPages implements Capability {

    private static final String PATH = "/console/oidc";
    private static final String COOKIE = "passerelle_oidc";
    private static final Pattern IN_HEADER = Pattern.compile("(?:^|[;\\s])" + COOKIE + "=([A-Za-z0-9+/=]+)");

    private final Pages pages;
    private final OidcSignIn oidc;
    private final SignIn signIn;
    private final ConsoleDoor door;

    @Inject
    OidcPages(Pages pages, OidcSignIn oidc, SignIn signIn, ConsoleDoor door) {
        this.pages = pages;
        this.oidc = oidc;
        this.signIn = signIn;
        this.door = door;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.open(Operation.get(PATH), "console.oidc", "Sign in at another realm")
                        .lets(Operation.Credentials.ITSELF)
                        .by(this::leave),
                Pages.open(Operation.get(PATH + "/back"), "console.oidcBack", "Come back from another realm")
                        .lets(Operation.Credentials.ITSELF)
                        .by(this::back));
    }

    private Reply leave(Call call) {
        String from = Objects.requireNonNullElse(call.headers().one("Sec-Fetch-Site"), "same-origin");
        if (!from.equals("same-origin")) {
            return Screens.redirect(
                    ConsoleDoor.base(call) + ConsoleDoor.PATH); // nobody is signed in by a link from elsewhere
        }
        OidcSignIn.Out out = oidc.begin(back(call.terms().publicUrl()));
        return Reply.empty(303)
                .with("location", out.to().toString())
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer")
                .with("Set-Cookie", cookie(call, out.cookie(), "Lax"));
    }

    private Reply back(Call call) {
        try {
            String user = signIn.fromElsewhere(
                    () -> oidc.finish(
                            kept(call.headers().one("Cookie")),
                            call.query().one("state"),
                            call.query().one("code"),
                            call.query().one("iss"),
                            back(call.terms().publicUrl())),
                    call.terms());
            Reply in = pages.show(call, "console-oidc", Map.of("notice", "")).with("Cache-Control", "no-store");
            return door.admit(in, call, user);
        } catch (Fault fault) {
            return switch (fault.kind()) {
                case UNAUTHENTICATED, FORBIDDEN ->
                    pages.show(
                                    call,
                                    fault.kind().status(),
                                    "console-oidc",
                                    Map.of("notice", fault.kind() == Fault.Kind.FORBIDDEN ? "nobody" : "failed"))
                            .with("Cache-Control", "no-store")
                            .with("Set-Cookie", cookie(call, "", "Lax") + "; Max-Age=0");
                default -> throw fault;
            };
        }
    }

    private static URI back(URI publicUrl) {
        return URI.create(publicUrl + PATH + "/back");
    }

    private static @Nullable String kept(@Nullable String header) {
        var found = IN_HEADER.matcher(Objects.requireNonNullElse(header, ""));
        return found.find() ? found.group(1) : null;
    }

    private static String cookie(Call call, String value, String sameSite) {
        boolean secure = "https".equals(call.terms().publicUrl().getScheme());
        String base = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        return COOKIE + "=" + value + "; Path=" + base + PATH + "; HttpOnly; SameSite=" + sameSite
                + (secure ? "; Secure" : "");
    }
}
