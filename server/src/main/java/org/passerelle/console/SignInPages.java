package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.ConsoleCookie;
import org.passerelle.credential.ConsoleSessions;
import org.passerelle.credential.Credentials;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.Forms;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** Into the console and out of it; and, for who may, acting there for somebody else. */
@Singleton
final class SignInPages implements Capability {

    private static final String PATH = "/console/sign-in";
    private static final Shape FORM = new Shape.Free("A form", Format.FORM.mediaType());

    private final Pages pages;
    private final Screens screens;
    private final Credentials credentials;
    private final ConsoleSessions sessions;
    private final People people;
    private final Catalogue catalogue;

    @Inject
    SignInPages(
            Pages pages,
            Screens screens,
            Credentials credentials,
            ConsoleSessions sessions,
            People people,
            Catalogue catalogue) {
        this.pages = pages;
        this.screens = screens;
        this.credentials = credentials;
        this.sessions = sessions;
        this.people = people;
        this.catalogue = catalogue;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.open(Operation.get(PATH), "console.signInPage", "The console's door")
                        .by(call -> page(call, 200, "", call.query().one("next", ""))),
                Pages.open(Operation.post(PATH), "console.signIn", "Sign in to the console")
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
            return Screens.redirect(base(call) + local(next));
        }
        return pages.show(call, status, "console-sign-in", Map.of("notice", notice, "next", next))
                .with("Cache-Control", "no-store");
    }

    private Reply signIn(Call call) {
        checkOrigin(call);
        String type = Objects.requireNonNullElse(call.headers().one("Content-Type"), "");
        Map<String, List<String>> sent = call.body().isEmpty()
                ? Map.of()
                : Forms.read(call.body().stream(), Format.FORM, call.body().charset(), type);
        String next = one(sent, "next");
        try {
            String user = credentials
                    .signIn(
                            one(sent, "user").strip(),
                            one(sent, "password"),
                            call.terms().address())
                    .user();
            Reply reply = Screens.redirect(base(call) + inLanguage(call, user, local(next)));
            if (call.dryRun()) {
                return reply;
            }
            ConsoleCookie cookie = catalogue.change(unit -> sessions.open(unit, user));
            return reply.with("Set-Cookie", cookie(call, cookie.value()));
        } catch (Fault fault) {
            return switch (fault.kind()) {
                case UNAUTHENTICATED -> page(call, fault.kind().status(), "failed", next);
                case TOO_MANY -> page(call, fault.kind().status(), "wait", next);
                default -> throw fault;
            };
        }
    }

    /** In the account's language, where none was chosen in this browser. */
    private String inLanguage(Call call, String user, String next) {
        Account account = people.find(user).orElseThrow(Fault::unauthenticated);
        String language = Objects.requireNonNullElse(account.contact().language(), "");
        boolean known = language.matches("(en|fr)\\b.*") && !Language.isChosen(call);
        return known ? next + (next.contains("?") ? "&" : "?") + "lang=" + language.substring(0, 2) : next;
    }

    private static String one(Map<String, List<String>> sent, String name) {
        return sent.getOrDefault(name, List.of("")).getFirst();
    }

    private Reply signOut(Screen screen) {
        if (!screen.call().dryRun()) {
            String id = screen.call().caller().credential().id();
            catalogue.change(unit -> {
                sessions.end(unit, id);
                return id;
            });
        }
        return Screens.go(screen, PATH).with("Set-Cookie", cookie(screen.call(), "") + "; Max-Age=0");
    }

    private Reply actFor(Screen screen) {
        String target = one(screen.form(), "user");
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

    /** Nobody is signed in by a page of another site, as somebody he does not mean to be. */
    private static void checkOrigin(Call call) {
        String site = call.headers().one("Sec-Fetch-Site");
        String origin = call.headers().one("Origin");
        String host = Objects.requireNonNullElse(call.headers().one("Host"), "");
        boolean ours = site != null ? site.equals("same-origin") : origin == null || origin.endsWith("://" + host);
        if (!ours) {
            throw Fault.forbidden("Sign in from the page of this server.");
        }
    }

    private static String base(Call call) {
        return Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "")
                + call.terms().pathPrefix();
    }

    /** Only a page of the console can be next. */
    private static String local(String next) {
        boolean ours = next.matches("/console(/[\\w.,:@%+-]*)*(\\?[\\w.,:@%+=&/-]*)?") && !next.contains("//");
        return ours ? next : "/console";
    }

    private static String cookie(Call call, String value) {
        boolean secure = "https".equals(call.terms().publicUrl().getScheme());
        String path = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        return ConsoleCookie.NAME + "=" + value + "; Path=" + path + "/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
