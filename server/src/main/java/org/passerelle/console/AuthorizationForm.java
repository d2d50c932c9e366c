package org.passerelle.console;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.Forms;
import org.passerelle.oauth.Visitors.Visitor;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;
import org.passerelle.token.TokenSettings;

/**
 * The fields of a request for an authorization, or of a form of its pages, and how they travel from page to page: by redirects, so that every
 * page can be reloaded. Immutable.
 */
record AuthorizationForm(Map<String, List<String>> parameters) {

    /** Says on the sign-in page what came of the last attempt. */
    static final String NOTICE = "sign_in";

    private static final String COOKIE = "passerelle_visitor";
    private static final Set<String> SETTLED = Set.of("prompt", "max_age");

    /** What a client asks in the address, without what our page says there. */
    static AuthorizationForm asked(Call call) {
        return new AuthorizationForm(call.query().values()).without(Set.of(NOTICE));
    }

    /** What a form sent. */
    static AuthorizationForm sent(Call call) {
        String type = Objects.requireNonNullElse(call.headers().one("Content-Type"), "");
        return new AuthorizationForm(
                Forms.read(call.body().stream(), Format.FORM, call.body().charset(), type));
    }

    /** As {@link #serialized} wrote it. */
    static AuthorizationForm of(String request) {
        var bytes = new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8));
        return new AuthorizationForm(Forms.read(bytes, Format.FORM, Optional.empty(), Format.FORM.mediaType()));
    }

    /** Without asking once more for what has just been done. */
    AuthorizationForm signedIn() {
        return without(SETTLED);
    }

    /** Asking who it is that shall answer: who has signed in may be another. */
    AuthorizationForm byAnother() {
        return with("prompt", "select_account");
    }

    /** And tells on the sign-in page what came of the last attempt. */
    AuthorizationForm noticing(String notice) {
        return with(NOTICE, notice);
    }

    private AuthorizationForm with(String name, String value) {
        var more = new LinkedHashMap<>(parameters);
        more.put(name, List.of(value));
        return new AuthorizationForm(more);
    }

    private AuthorizationForm without(Set<String> names) {
        var less = new LinkedHashMap<>(parameters);
        less.keySet().removeAll(names);
        return new AuthorizationForm(less);
    }

    /** The first value, empty where there is none. */
    String one(String name) {
        return parameters.getOrDefault(name, List.of("")).getFirst();
    }

    /** As the query of an address. */
    String serialized() {
        return Pages.query(parameters);
    }

    /** What the form of a page needs, to be sent to one of our addresses. */
    Map<String, Object> data(Call call, String address, String token) {
        String base = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        var data = new HashMap<String, Object>();
        data.put("action", base + call.terms().pathPrefix() + "/auth/realms/" + call.path("realm") + "/" + address);
        data.put("fields", fields(token));
        return data;
    }

    /** What a form sends back with what is typed. */
    Map<String, String> fields(String token) {
        return Map.of("request", serialized(), "token", token);
    }

    /** @throws Fault 404 for another realm than ours */
    static void checkRealm(Call call, TokenSettings settings) {
        if (!call.path("realm").equals(settings.realm())) {
            throw Fault.notFound("There is no such realm.");
        }
    }

    /** To the page that goes on with a request, by an address that holds behind any proxy. */
    static Reply toPage(Call call, AuthorizationForm request) {
        String page = "protocol/openid-connect/auth";
        boolean there = call.terms().path().endsWith("/" + page);
        return redirect((there ? "auth" : page) + "?" + request.serialized());
    }

    /** Back to the client; from a form by GET (RFC 9700 §4.12). */
    static Reply leave(URI address) {
        return redirect(address.toString());
    }

    private static Reply redirect(String address) {
        return new Reply.Empty(
                303, Map.of("Location", address, "Cache-Control", "no-store", "Referrer-Policy", "no-referrer"));
    }

    /** The same answer, after which the browser comes back as this visitor. */
    static Reply remember(Reply reply, Call call, Visitor visitor, TokenSettings settings) {
        String base = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        boolean secure = "https".equals(call.terms().publicUrl().getScheme());
        return reply.with(
                "Set-Cookie",
                COOKIE + "=" + visitor.cookie() + "; Path=" + base
                        + call.terms().pathPrefix() + "/auth/realms/" + settings.realm() + "; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }

    static @Nullable String cookie(Call call) {
        String header = Objects.requireNonNullElse(call.headers().one("Cookie"), "");
        return Arrays.stream(header.split(";"))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(COOKIE + "="))
                .map(cookie -> cookie.substring(COOKIE.length() + 1))
                .findFirst()
                .orElse(null);
    }

    /** Of an address, what a person can tell a site by. */
    static String origin(URI address) {
        return address.getHost() == null
                ? address.getScheme() + ":"
                : address.getScheme() + "://" + address.getRawAuthority();
    }
}
