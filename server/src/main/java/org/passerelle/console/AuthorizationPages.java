package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.oauth.Authorization;
import org.passerelle.oauth.Visitors;
import org.passerelle.oauth.Visitors.Visitor;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.signin.SignIn;
import org.passerelle.token.TokenSettings;

/**
 * {@code …/protocol/openid-connect/auth}, where a client sends a person to: he signs in, and says whether the client may (RFC 6749 §3.1). What
 * is asked stands in the address of both pages; their forms send it back with a token, and lead to the next page.
 */
@Singleton
final class AuthorizationPages implements Capability {

    private static final String REALM = "/auth/realms/{realm}";
    private static final Shape FORM = new Shape.Free("A form", Format.FORM.mediaType(), "");

    private final Pages pages;
    private final Authorization authorization;
    private final Visitors visitors;
    private final SignIn signIn;
    private final ConsoleDoor door;
    private final TokenSettings settings;

    @Inject
    AuthorizationPages(
            Pages pages,
            Authorization authorization,
            Visitors visitors,
            SignIn signIn,
            ConsoleDoor door,
            TokenSettings settings) {
        this.pages = pages;
        this.authorization = authorization;
        this.visitors = visitors;
        this.signIn = signIn;
        this.door = door;
        this.settings = settings;
    }

    @Override
    public List<Operation> operations() {
        String path = REALM + "/protocol/openid-connect/auth";
        return List.of(
                Pages.open(Operation.get(path), "oauth.authorize", "Ask a person for an authorization")
                        .lets(Operation.Credentials.ITSELF)
                        .by(this::show),
                form(path, "oauth.authorizeByPost", "The same, asked by a form").by(this::reloadable),
                form(REALM + "/sign-in", "oauth.signIn", "Sign in").by(this::signIn),
                form(REALM + "/consent", "oauth.consent", "Say whether a client may")
                        .changes(DryRun.CATALOGUE)
                        .by(this::consent));
    }

    private static Operation.Builder form(String path, String name, String title) {
        return Pages.open(Operation.post(path), name, title)
                .lets(Operation.Credentials.ITSELF)
                .takes(FORM, Set.of(Format.FORM));
    }

    private Reply show(Call call) {
        AuthorizationForm.checkRealm(call, settings);
        Optional<Visitor> known = visitors.known(AuthorizationForm.cookie(call));
        Visitor visitor = known.orElseGet(visitors::stranger);
        var form = AuthorizationForm.asked(call);
        Reply page = page(call, form, authorization.begin(form.parameters(), visitor), visitor);
        return known.isPresent() ? page : AuthorizationForm.remember(page, call, visitor, settings);
    }

    /** The same as a page that can be reloaded (OpenID Connect Core §3.1.2.1). */
    private Reply reloadable(Call call) {
        AuthorizationForm.checkRealm(call, settings);
        return AuthorizationForm.toPage(call, AuthorizationForm.sent(call));
    }

    private Reply page(Call call, AuthorizationForm form, Authorization.Step step, Visitor visitor) {
        return switch (step) {
            case Authorization.Wrong wrong ->
                pages.show(call, Fault.Kind.BAD_REQUEST.status(), "authorization-wrong", Map.of());
            case Authorization.Back(URI address) -> AuthorizationForm.leave(address);
            case Authorization.SignIn(Authorization.About about) -> {
                var data = form.data(call, "sign-in", visitors.formToken(visitor, form.serialized()));
                data.put("client", about.name());
                data.put("elsewhere", "");
                data.put("notice", call.query().one(AuthorizationForm.NOTICE, ""));
                yield pages.show(call, "sign-in", data).with("Cache-Control", "no-store");
            }
            case Authorization.Consent consent -> {
                var data = form.data(call, "consent", visitors.formToken(visitor, form.serialized()));
                data.put("about", consent.about());
                data.put("user", consent.user());
                data.put("goesTo", AuthorizationForm.origin(consent.about().answerTo()));
                data.put("scopes", ScopeText.of(consent.scopes(), Language.of(call)));
                yield Pages.leadingTo(
                                pages.show(call, "consent", data),
                                consent.about().answerTo())
                        .with("Cache-Control", "no-store");
            }
        };
    }

    private Reply signIn(Call call) {
        AuthorizationForm.checkRealm(call, settings);
        var sent = AuthorizationForm.sent(call);
        var asked = AuthorizationForm.of(sent.one("request"));
        Optional<Visitor> visitor = visitors.known(AuthorizationForm.cookie(call));
        if (visitor.isEmpty() || !isFromPage(sent, visitor.get())) {
            return AuthorizationForm.toPage(call, asked);
        }
        try {
            return stepped(call, sent.one("request"), visitor.get(), step(call, sent));
        } catch (Fault fault) {
            return switch (fault.kind()) {
                case UNAUTHENTICATED -> AuthorizationForm.toPage(call, asked.noticing("failed"));
                case TOO_MANY -> AuthorizationForm.toPage(call, asked.noticing("wait"));
                default -> throw fault;
            };
        }
    }

    /** By a password, or by the code that was asked for after it. */
    private SignIn.Step step(Call call, AuthorizationForm sent) {
        String ticket = sent.one("ticket");
        return ticket.isEmpty()
                ? signIn.begin(sent.one("user").strip(), sent.one("password"), call.terms())
                : new SignIn.Step.In(signIn.finish(ticket, sent.one("code"), call.terms()));
    }

    private Reply stepped(Call call, String request, Visitor visitor, SignIn.Step step) {
        var asked = AuthorizationForm.of(request);
        return switch (step) {
            case SignIn.Step.In(String user) ->
                door.admit(AuthorizationForm.toPage(call, asked.signedIn()), call, user);
            case SignIn.Step.Code(String ticket) -> {
                String token = visitors.formToken(visitor, request);
                var data = asked.data(call, "sign-in", token);
                data.put("fields", Map.of("request", request, "token", token, "ticket", ticket));
                data.put("notice", "");
                yield pages.show(call, "code", data).with("Cache-Control", "no-store");
            }
            case SignIn.Step.Enrol enrol -> AuthorizationForm.toPage(call, asked.noticing("enrol"));
        };
    }

    private Reply consent(Call call) {
        AuthorizationForm.checkRealm(call, settings);
        var sent = AuthorizationForm.sent(call);
        var asked = AuthorizationForm.of(sent.one("request"));
        Optional<Visitor> visitor = visitors.known(AuthorizationForm.cookie(call));
        if (visitor.isEmpty() || !isFromPage(sent, visitor.get())) {
            return AuthorizationForm.toPage(call, asked);
        }
        String answer = sent.one("answer");
        if (answer.equals("other")) {
            return AuthorizationForm.toPage(call, asked.byAnother());
        }
        var next = authorization.answer(call, asked.parameters(), visitor.get(), answer.equals("allow"));
        return next instanceof Authorization.Back(URI address)
                ? AuthorizationForm.leave(address)
                : AuthorizationForm.toPage(call, asked);
    }

    private boolean isFromPage(AuthorizationForm sent, Visitor visitor) {
        return visitors.isFormToken(visitor, sent.one("request"), sent.one("token"));
    }
}
