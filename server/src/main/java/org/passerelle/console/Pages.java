package org.passerelle.console;

import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.access.Right;
import org.passerelle.operation.Call;
import org.passerelle.operation.Handler;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** Makes pages of templates ({@code resources/templates}), and says what browsers may do with them. */
@Singleton
final class Pages {

    static final String HTML = "text/html;charset=UTF-8";

    /** Only what this server sends runs, styles and is talked to; and no other page may frame it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Engine engine;
    private final Assets assets;

    @Inject
    Pages(Engine engine, Assets assets) {
        this.engine = engine;
        this.assets = assets;
    }

    /** An operation that answers a page, open to all. */
    static Operation open(String path, String name, String title, Handler handler) {
        return open(Operation.get(path), name, title).by(handler);
    }

    static Operation.Builder open(Operation.Builder operation, String name, String title) {
        return operation
                .named(name, title)
                .tag(Tag.SITE)
                .needs(Right.open())
                .query("lang", "en or fr, before what the browser prefers", "fr")
                .answers(200, new Shape.Free("A page", "text/html", ""), Set.of());
    }

    /** A page whose form leads to another site, which browsers must be told (CSP 3 §6.4.1). */
    static Reply leadingTo(Reply page, URI address) {
        String source = address.getHost() == null
                ? address.getScheme() + ":"
                : address.getScheme() + "://" + address.getRawAuthority();
        return page.with(
                "Content-Security-Policy", POLICY.replace("form-action 'self'", "form-action 'self' " + source));
    }

    /**
     * Renders a template. Beside {@code data} it has {@code t} (texts), {@code lang}, {@code otherLang}, {@code here} (the path of this
     * page), {@code switchTo} (this page in the other language), {@code base} (what stands before each path of this server, mostly nothing) and {@code assets}.
     */
    Reply show(Call call, String template, Map<String, Object> data) {
        return show(call, 200, template, data);
    }

    Reply show(Call call, int status, String template, Map<String, Object> data) {
        return draw(call, status, template, data);
    }

    /** The same, whole. */
    Reply.Bytes draw(Call call, int status, String template, Map<String, Object> data) {
        Language language = Language.of(call);
        TemplateInstance page =
                Objects.requireNonNull(engine.getTemplate(template), template).instance();
        data.forEach(page::data);
        String base = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        String here = base + call.terms().pathPrefix() + call.terms().path();
        byte[] html = page.data("t", Texts.of(language))
                .data("lang", language.tag())
                .data("otherLang", language.other().tag())
                .data("here", here)
                .data("switchTo", here + "?" + query(inLanguage(call, language.other())))
                .data("base", base)
                .data("assets", assets.all())
                .render()
                .getBytes(StandardCharsets.UTF_8);
        return remember(call, new Reply.Bytes(status, html, HTML, Map.of()))
                .with("Content-Security-Policy", POLICY)
                .with("Content-Language", language.tag())
                .with("Vary", "Accept-Language")
                .with("Referrer-Policy", "same-origin")
                .with("X-Frame-Options", "DENY")
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }

    /** A language that was chosen stays chosen. */
    private static Reply.Bytes remember(Call call, Reply.Bytes page) {
        Language chosen = Language.chosen(call);
        String path = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        return chosen == null
                ? page
                : page.with(
                        "Set-Cookie",
                        Language.COOKIE + "=" + chosen.tag() + "; Path=" + path + "/; Max-Age=31536000; SameSite=Lax");
    }

    private static Map<String, List<String>> inLanguage(Call call, Language language) {
        var all = new LinkedHashMap<>(call.query().values());
        all.put("lang", List.of(language.tag()));
        return all;
    }

    /** As it stands in an address, after the question mark. */
    static String query(Map<String, List<String>> parameters) {
        return parameters.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> encode(entry.getKey()) + "=" + encode(value)))
                .collect(Collectors.joining("&"));
    }

    /** As it stands between two slashes of an address. */
    static String segment(String text) {
        return encode(text).replace("+", "%20");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
