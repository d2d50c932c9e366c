package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import org.passerelle.access.Action;
import org.passerelle.access.ApiType;
import org.passerelle.access.Level;
import org.passerelle.access.Right;
import org.passerelle.document.Entries.Entry;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Parameter;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Shape.Role;

/** Writes one operation (OpenAPI 3.1.0, Operation Object). */
final class OperationWriter {

    private final Parts parts;
    private final Parameters parameters;
    private final Bodies bodies;
    private final FaultParts faults;

    OperationWriter(Parts parts, Parameters parameters, Bodies bodies, FaultParts faults) {
        this.parts = parts;
        this.parameters = parameters;
        this.bodies = bodies;
        this.faults = faults;
    }

    ObjectNode write(Entry entry) {
        Operation operation = entry.operation();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("operationId", entry.id());
        node.putArray("tags").add(operation.tag().title());
        node.put("summary", entry.summary());
        node.put("description", describe(entry));
        security(node, operation);
        ArrayNode all = parameters.of(entry);
        if (!all.isEmpty()) {
            node.set("parameters", all);
        }
        ObjectNode body = bodies.request(entry);
        if (body != null) {
            node.set("requestBody", body);
        }
        ObjectNode responses = node.putObject("responses");
        success(responses, entry);
        faults.addTo(responses, operation);
        if (entry.locked()) {
            node.put("x-locked", true);
        }
        return node;
    }

    private void success(ObjectNode responses, Entry entry) {
        Operation operation = entry.operation();
        ObjectNode response =
                responses.putObject(Integer.toString(operation.answer().status()));
        response.put(
                "description",
                switch (operation.answer().status()) {
                    case 201 -> "It is made.";
                    case 202 -> "It is under way.";
                    case 204 -> "It is done.";
                    default -> told(operation.answer().shape());
                });
        headers(response.putObject("headers"), operation);
        bodies.answer(entry).ifPresent(content -> response.set("content", content));
        if (operation.deferrable()) {
            bodies.action().ifPresent(content -> later(responses, content));
        }
        if (takes(operation, "If-None-Match")) {
            ObjectNode same = responses.putObject("304").put("description", "It is still as the ETag says.");
            ObjectNode kept = same.putObject("headers");
            HeaderParts.everywhere(parts, kept);
            kept.set("ETag", HeaderParts.etag(parts));
        }
    }

    private static String told(Shape shape) {
        return switch (shape) {
            case Shape.Free free -> free.description() + ".";
            case Shape.File file -> file.description() + ".";
            case Shape.Members members -> members.description() + ".";
            case Shape.Words words -> words.description() + ".";
            default -> "As asked for.";
        };
    }

    /** The answer to who does not wait. */
    private void later(ObjectNode responses, ObjectNode content) {
        ObjectNode response =
                responses.putObject("202").put("description", "It takes long: an action tells how it goes on.");
        ObjectNode headers = response.putObject("headers");
        HeaderParts.everywhere(parts, headers);
        headers.set("Location", HeaderParts.location(parts));
        headers.set("Retry-After", HeaderParts.retryAfter(parts));
        headers.set("Dry-Run", HeaderParts.rehearsed(parts));
        response.set("content", content);
    }

    private void headers(ObjectNode headers, Operation operation) {
        HeaderParts.everywhere(parts, headers);
        if (operation.answer().status() == 201) {
            headers.set("Location", HeaderParts.location(parts));
        }
        if (takes(operation, "cursor") || operation.right() instanceof Right.Published && takes(operation, "page")) {
            headers.set("Link", HeaderParts.link(parts));
        }
        if (takes(operation, "count")) {
            headers.set("X-Total-Count", HeaderParts.total(parts));
        }
        boolean isRecord = operation.answer().shape() instanceof Shape.TableRow(Role role) && role == Role.RESOURCE;
        if (isRecord || takes(operation, "If-None-Match")) {
            headers.set("ETag", HeaderParts.etag(parts));
        }
        if (operation.method() != Method.GET) {
            headers.set("Dry-Run", HeaderParts.rehearsed(parts));
        }
    }

    private static boolean takes(Operation operation, String name) {
        return operation.request().parameters().stream().map(Parameter::name).anyMatch(name::equals);
    }

    /** Where nothing is said, the document's own list holds: any of the schemes. */
    private static void security(ObjectNode node, Operation operation) {
        if (operation.right() instanceof Right.Open) {
            node.putArray("security");
        } else if (operation.credentials() == Operation.Credentials.OAUTH_ONLY) {
            node.putArray("security").addObject().putArray("BearerAuth");
        } else if (operation.right() instanceof Right.Published) {
            ArrayNode either = node.putArray("security");
            either.addObject().putArray("BearerAuth");
            either.addObject().putArray("ApiKeyAuth");
        }
    }

    private static String describe(Entry entry) {
        Operation operation = entry.operation();
        var text = new StringBuilder(needs(operation.right()));
        if (operation.credentials() == Operation.Credentials.OAUTH_ONLY) {
            text.append(" Takes OAuth access tokens only.");
        }
        if (operation.request().optionalBody() && operation.method() == Method.POST) {
            text.append(" Without a body it only reads.");
        }
        if (entry.subject() instanceof Subject.One && takes(operation, "numbers")) {
            text.append(" With `numbers=text` in the query numbers come as texts, other than the schema says.");
        }
        return text.toString();
    }

    private static String needs(Right right) {
        return switch (right) {
            case Right.Open() -> "Open: no credential is needed.";
            case Right.Known() -> "Needs any valid credential.";
            case Right.Permitted() -> "Needs any valid credential with permissions.";
            case Right.Published p ->
                "Needs a token of the permission file, by Bearer, `X-API-Key` or `?token=`; none in full access; 404 while public"
                        + " data is closed.";
            case Right.Own() -> "Needs any valid credential of an account with API access.";
            case Right.OwnOf(ApiType type, Level level) ->
                "Needs `" + type.word() + ":" + level.word() + "` of the credential, and an account with API access.";
            case Right.Api(ApiType type, Level level) ->
                "Needs `" + type.word() + ":" + level.word() + "`, of the credential and of the account.";
            case Right.Owner(ApiType type, Level level) ->
                "Needs an owner, by a credential that allows `" + type.word() + ":" + level.word() + "`.";
            case Right.Data(var actions) -> {
                Level level = actions.stream()
                        .map(Action::level)
                        .min(Level::compareTo)
                        .orElse(Level.RW);
                yield "Needs `data:" + level.word() + "`, or, on this table alone, the right to "
                        + actions.stream().sorted().map(Action::word).collect(Collectors.joining(" or "))
                        + ".";
            }
        };
    }
}
