package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.ConsoleSessions;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.signin.OidcSignIn;

/** Into the console and out of it; and, for who may, acting there for somebody else. */
@Singleton
final class SignInPages implements Capability {

    private static final Shape FORM = new Shape.Free("A form", Format.FORM.mediaType(), "");

    private final Pages pages;
    private final Screens screens;
    private final SecondStepPages steps;
    private final OidcSignIn elsewhere;
    private final ConsoleSessions sessions;
    private final Catalogue catalogue;

    @Inject
    SignInPages(
            Pages pages,
            Screens screens,
            SecondStepPages steps,
            OidcSignIn elsewhere,
            ConsoleSessions sessions,
            Catalogue catalogue) {
        this.pages = pages;
        this.screens = screens;
        this.steps = steps;
        this.elsewhere = elsewhere;
        this.sessions = sessions;
        this.catalogue = catalogue;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.open(Operation.get(ConsoleDoor.PATH), "console.signInPage", "The console's door")
                        .by(call -> page(call, 200, "", call.query().one("next", ""))),
                Pages.open(Operation.post(ConsoleDoor.PATH), "console.signIn", "Sign in to the console")
                        .lets(Operation.Credentials.ITSELF)
                        .takes(FORM, Set.of(Format.FORM))
                        .by(this::signIn),
                screens.post("/console/sign-out", "signOut", "Sign out of the console", this::signOut),
                screens.post("/console/act-for", "actFor", "Act for somebody else", this::actFor),
                screens.post(
                        "/console/act-for-oneself", "actForOneself", "Act for oneself again", this::actForOneself));
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

    private Reply signOut(Screen screen) {
        if (!screen.call().dryRun()) {
            String id = screen.call().caller().credential().id();
            catalogue.change(unit -> {
                sessions.end(unit, id);
                return id;
            });
        }
        return Screens.go(screen, ConsoleDoor.PATH)
                .with("Set-Cookie", ConsoleDoor.cookie(screen.call(), "") + "; Max-Age=0");
    }

    private Reply actFor(Screen screen) {
        String target = ConsoleDoor.one(screen.form(), "user");
        catalogue.change(screen.call().dryRun(), unit -> {
            sessions.actFor(unit, screen.call().caller(), target);
            return Reply.empty(204);
        });
        return Screens.go(screen, "/console");
    }

    private Reply actForOneself(Screen screen) {
        Caller caller = screen.call().caller();
        catalogue.change(screen.call().dryRun(), unit -> {
            sessions.actForOneself(unit, caller);
            return Reply.empty(204);
        });
        return Screens.go(screen, "/console/users/" + Pages.segment(caller.user()));
    }
}
