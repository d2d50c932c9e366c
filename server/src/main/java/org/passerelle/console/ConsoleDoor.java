package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.ConsoleCookie;
import org.passerelle.credential.ConsoleSessions;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.Forms;
import org.passerelle.oauth.Visitors;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;
import org.passerelle.people.Account;
import org.passerelle.people.People;
import org.passerelle.token.TokenSettings;

/** Through the console's door, for whoever has shown who he is: his session begins, for the authorization pages too. */
@Singleton
final class ConsoleDoor {

    static final String PATH = "/console/sign-in";

    private final ConsoleSessions sessions;
    private final Visitors visitors;
    private final People people;
    private final Catalogue catalogue;
    private final TokenSettings settings;

    @Inject
    ConsoleDoor(
            ConsoleSessions sessions, Visitors visitors, People people, Catalogue catalogue, TokenSettings settings) {
        this.sessions = sessions;
        this.visitors = visitors;
        this.people = people;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** To the page that he wanted, or the first one. */
    Reply enter(Call call, String user, String next) {
        Reply in = Screens.redirect(base(call) + inLanguage(user, local(next)));
        return call.dryRun() ? in : admit(in, call, user);
    }

    /** The same answer, with what his browser keeps of the session that begins: for our own pages, and for those that other sites lead to. */
    Reply admit(Reply reply, Call call, String user) {
        ConsoleCookie cookie = catalogue.change(unit -> sessions.open(unit, user));
        Reply in = reply.with("Set-Cookie", cookie(call, cookie.value()));
        return AuthorizationForm.remember(in, call, visitors.signedIn(user, cookie.id()), settings);
    }

    /** In the account's own language, where it has one. */
    private String inLanguage(String user, String next) {
        Account account = people.find(user).orElseThrow(Fault::unauthenticated);
        String language = Objects.requireNonNullElse(account.contact().language(), "");
        return language.matches("(en|fr)\\b.*")
                ? next + (next.contains("?") ? "&" : "?") + "lang=" + language.substring(0, 2)
                : next;
    }

    /** What a form of the door sent. @throws Fault 403 for one of another site: nobody is signed in as somebody he does not mean to be */
    static Map<String, List<String>> sent(Call call) {
        String site = call.headers().one("Sec-Fetch-Site");
        String origin = call.headers().one("Origin");
        String host = Objects.requireNonNullElse(call.headers().one("Host"), "");
        boolean ours = site != null ? site.equals("same-origin") : origin == null || origin.endsWith("://" + host);
        if (!ours) {
            throw Fault.forbidden("Sign in from the page of this server.");
        }
        String type = Objects.requireNonNullElse(call.headers().one("Content-Type"), "");
        return call.body().isEmpty()
                ? Map.of()
                : Forms.read(call.body().stream(), Format.FORM, call.body().charset(), type);
    }

    static String one(Map<String, List<String>> sent, String name) {
        return sent.getOrDefault(name, List.of("")).getFirst();
    }

    static String base(Call call) {
        return Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "")
                + call.terms().pathPrefix();
    }

    /** Only a page of the console can be next. */
    static String local(String next) {
        boolean inside = next.equals("/console") || next.startsWith("/console/") || next.startsWith("/console?");
        boolean ours = inside && next.matches("[\\w.,:@%+=&?/-]+") && !next.contains("//");
        return ours ? next : "/console";
    }

    static String cookie(Call call, String value) {
        boolean secure = "https".equals(call.terms().publicUrl().getScheme());
        String path = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        return ConsoleCookie.NAME + "=" + value + "; Path=" + path + "/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
