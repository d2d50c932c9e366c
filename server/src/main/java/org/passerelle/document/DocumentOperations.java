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

    @Inject
    DocumentOperations(Editions editions) {
        this.editions = editions;
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
        Edition edition = editions.of(
                new Audience(call.grant(), everything(call)), call.terms().pathPrefix(), form);
        String held = call.headers().one("If-None-Match");
        Reply reply = held != null && edition.isHeld(held)
                ? Reply.empty(304)
                : Reply.bytes(edition.bytes(), form.mediaType());
        return reply.with("ETag", edition.tag()).with("Vary", VARY);
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
