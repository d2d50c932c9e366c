package org.passerelle.document;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Access;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /openapi.json}, {@code /openapi.yaml}: what the caller may use (wire.md §10); {@code ?all=true}: everything, with locks. */
@Singleton
final class DocumentOperations implements Capability {

    private static final String VARY = "Authorization, X-API-Key, X-PlanRadar-API-Key, Cookie";

    private final Editions editions;

    private final Inside inside;
    private final DocumentSettings settings;

    @Inject
    DocumentOperations(Editions editions, Inside inside, DocumentSettings settings) {
        this.settings = settings;
        this.editions = editions;
        this.inside = inside;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                operation("/openapi.json", "document.json", Edition.Form.JSON),
                operation("/openapi.yaml", "document.yaml", Edition.Form.YAML));
    }

    private Operation operation(String path, String name, Edition.Form form) {
        return Operation.get(path)
                .named(name, "The OpenAPI document of what the caller may use")
                .tag(Tag.SITE)
                .needs(Right.open())
                .query("all", "true: everything, with locks, for those who may read connections", "true")
                .header("If-None-Match", "The ETag that you have: 304 when the document is the same", "\"k3J\"")
                .answers(200, new Shape.Free("The document", form.mediaType(), ""), Set.of())
                .by(call -> answer(call, form));
    }

    private Reply answer(Call call, Edition.Form form) {
        var audience = new Audience(call.grant(), breadth(call), editions.limits(call.caller()));
        var wish = new Editions.Wish(audience, call.terms().pathPrefix(), form);
        var seen = new SeenRows(inside, call);
        return editions.unless(call.headers().one("If-None-Match"), wish, seen::of)
                .<Reply>map(edition ->
                        Reply.bytes(edition.bytes(), form.mediaType()).with("ETag", edition.tag()))
                .orElseGet(() -> Reply.empty(304).with("ETag", editions.tag(wish)))
                .with("Vary", VARY);
    }

    private Audience.Breadth breadth(Call call) {
        if (everything(call)) {
            return Audience.Breadth.EVERYTHING;
        }
        boolean user = call.caller().holdings().apiAccess();
        return settings.open() && !user ? Audience.Breadth.OPERATIONS : Audience.Breadth.NOTHING;
    }

    private static boolean everything(Call call) {
        @Nullable String all = call.query().one("all");
        boolean asked = switch (all == null ? "false" : all) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Fault.badRequest("all must be true or false.");
        };
        if (asked && !Access.may(call.caller(), Right.read(ApiType.CONNECTIONS), "")) {
            throw call.caller().isAnonymous()
                    ? Fault.unauthenticated()
                    : Fault.forbidden("Everything is shown to those who hold connections:r.");
        }
        return asked;
    }
}
