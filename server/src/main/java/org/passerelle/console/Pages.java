package org.passerelle.console;

import io.quarkus.qute.Engine;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
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
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Engine engine;
    private final Assets assets;

    @Inject
    Pages(Engine engine, Assets assets) {
        this.engine = engine;
        this.assets = assets;
    }

    /** An operation that answers a page, open to all. */
    static Operation open(String path, String name, String title, Handler handler) {
        return Operation.get(path)
                .named(name, title)
                .tag(Tag.SITE)
                .needs(Right.open())
                .query("lang", "en or fr, before what the browser prefers", "fr")
                .answers(200, new Shape.Free("A page", "text/html"), java.util.Set.of())
                .by(handler);
    }

    /**
     * Renders a template. Beside {@code data} it has {@code t} (texts), {@code lang}, {@code otherLang}, {@code here} (the path of this
     * page), {@code base} (what stands before each path of this server, mostly nothing) and {@code assets}.
     */
    Reply show(Call call, String template, Map<String, Object> data) {
        Language language = Language.of(call);
        TemplateInstance page =
                Objects.requireNonNull(engine.getTemplate(template), template).instance();
        data.forEach(page::data);
        String base = Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "");
        byte[] html = page.data("t", Texts.of(language))
                .data("lang", language.tag())
                .data("otherLang", language.other().tag())
                .data("here", base + call.terms().pathPrefix() + call.terms().path())
                .data("base", base)
                .data("assets", assets.all())
                .render()
                .getBytes(StandardCharsets.UTF_8);
        return Reply.bytes(html, HTML)
                .with("Content-Security-Policy", POLICY)
                .with("Content-Language", language.tag())
                .with("Vary", "Accept-Language")
                .with("Referrer-Policy", "same-origin")
                .with("X-Frame-Options", "DENY")
                .with("Cross-Origin-Opener-Policy", "same-origin");
    }
}
