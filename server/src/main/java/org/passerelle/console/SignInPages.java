package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.people.People;
import org.passerelle.signin.OidcSignIn;

/** {@code /console/sign-in}: into the console. */
@Singleton
final class SignInPages implements Capability {

    private static final Shape FORM = new Shape.Free("A form", Format.FORM.mediaType(), "");

    private final Pages pages;
    private final SecondStepPages steps;
    private final OidcSignIn elsewhere;
    private final People people;

    @Inject
    SignInPages(Pages pages, SecondStepPages steps, OidcSignIn elsewhere, People people) {
        this.pages = pages;
        this.steps = steps;
        this.elsewhere = elsewhere;
        this.people = people;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.open(Operation.get(ConsoleDoor.PATH), "console.signInPage", "The console's door")
                        .by(call -> page(call, 200, "", call.query().one("next", ""))),
                Pages.open(Operation.post(ConsoleDoor.PATH), "console.signIn", "Sign in to the console")
                        .lets(Operation.Credentials.ITSELF)
                        .takes(FORM, Set.of(Format.FORM))
                        .by(this::signIn));
    }

    private Reply page(Call call, int status, String notice, String next) {
        if (call.caller().credential().kind() == Caller.Kind.CONSOLE) {
            return Screens.redirect(ConsoleDoor.base(call) + ConsoleDoor.local(next));
        }
        return pages.show(
                        call,
                        status,
                        "sign-in",
                        Map.of(
                                "client",
                                "",
                                "notice",
                                notice,
                                "action",
                                ConsoleDoor.base(call) + ConsoleDoor.PATH,
                                "fields",
                                Map.of("next", next),
                                "ownerless",
                                people.isEmpty(),
                                "elsewhere",
                                elsewhere.name().orElse("")))
                .with("Cache-Control", "no-store");
    }

    private Reply signIn(Call call) {
        Map<String, List<String>> sent = ConsoleDoor.sent(call);
        String next = ConsoleDoor.one(sent, "next");
        try {
            return steps.begin(call, ConsoleDoor.one(sent, "user").strip(), ConsoleDoor.one(sent, "password"), next);
        } catch (Fault fault) {
            return switch (fault.kind()) {
                case UNAUTHENTICATED -> page(call, fault.kind().status(), "failed", next);
                case TOO_MANY -> page(call, fault.kind().status(), "wait", next);
                default -> throw fault;
            };
        }
    }
}
