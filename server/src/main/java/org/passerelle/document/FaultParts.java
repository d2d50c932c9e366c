package org.passerelle.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault.Kind;
import org.passerelle.format.Format;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operation.Faults;
import org.passerelle.operation.Parameter;

/** The refusals that each operation may answer with, and their bodies: RFC 9457, or {@code {"msg":"…"}} (wire.md §4, §6). */
final class FaultParts {

    /** Parameters that name something, which may not be there. */
    private static final Set<String> NAMING = Set.of("eventid", "caller", "target");

    private static final Map<Kind, String> MEANINGS = Map.ofEntries(
            Map.entry(Kind.BAD_REQUEST, "The request cannot be understood: the detail says what, and where."),
            Map.entry(
                    Kind.UNAUTHENTICATED,
                    "A credential is missing, or does not hold: wrong, expired, revoked or unknown."),
            Map.entry(Kind.FORBIDDEN, "The credential holds, and does not allow this: the detail says what it lacks."),
            Map.entry(Kind.NOT_FOUND, "There is nothing of this name."),
            Map.entry(Kind.NOT_ACCEPTABLE, "The format that is asked for is not offered: the detail says which are."),
            Map.entry(Kind.CONFLICT, "It conflicts with what is there: a key taken, a record that others hold on to."),
            Map.entry(Kind.PRECONDITION_FAILED, "The record changed since its ETag was read."),
            Map.entry(Kind.TOO_LARGE, "The body is too large: send less at a time."),
            Map.entry(Kind.UNSUPPORTED_TYPE, "The body is of a format that is not taken: the detail says which are."),
            Map.entry(
                    Kind.INCONSISTENT,
                    "Well-formed, and yet inconsistent: a reference to nothing, a check that fails."),
            Map.entry(Kind.TOO_MANY, "The limit of requests is reached: wait as long as Retry-After says."),
            Map.entry(Kind.INTERNAL, "Something went wrong here; the request id finds it in the log."),
            Map.entry(Kind.UNAVAILABLE, "A database is away, or there is maintenance: try again later."));

    private final Parts parts;

    FaultParts(Parts parts) {
        this.parts = parts;
    }

    /** Adds to an operation's responses those that refuse. */
    void addTo(ObjectNode responses, Operation operation) {
        for (Kind kind : of(operation)) {
            responses.set(Integer.toString(kind.status()), response(kind, operation.faults()));
        }
    }

    private static Set<Kind> of(Operation operation) {
        Set<Kind> kinds =
                EnumSet.of(Kind.BAD_REQUEST, Kind.UNAUTHENTICATED, Kind.TOO_MANY, Kind.INTERNAL, Kind.UNAVAILABLE);
        if (!(operation.right() instanceof Right.Open)) {
            kinds.add(Kind.FORBIDDEN);
        }
        boolean named =
                operation.request().parameters().stream().map(Parameter::name).anyMatch(NAMING::contains);
        if (named || operation.path().contains("{")) {
            kinds.add(Kind.NOT_FOUND);
        }
        if (!operation.answer().formats().isEmpty()) {
            kinds.add(Kind.NOT_ACCEPTABLE);
        }
        if (operation.method() != Method.GET || operation.dryRun() != DryRun.READS) {
            kinds.add(Kind.CONFLICT);
            kinds.add(Kind.INCONSISTENT);
        }
        if (!operation.request().formats().isEmpty()) {
            kinds.add(Kind.TOO_LARGE);
            kinds.add(Kind.UNSUPPORTED_TYPE);
        }
        boolean conditional =
                operation.request().parameters().stream().map(Parameter::name).anyMatch("If-Match"::equalsIgnoreCase);
        if (conditional) {
            kinds.add(Kind.PRECONDITION_FAILED);
        }
        return kinds;
    }

    private ObjectNode response(Kind kind, Faults style) {
        String name = kind.title().replace(" ", "")
                + switch (style) {
                    case MESSAGE -> "Message";
                    case OAUTH -> "OAuth";
                    case PROBLEM -> "";
                };
        return parts.response(name, part -> {
            part.put("description", MEANINGS.getOrDefault(kind, kind.title()));
            headers(part.putObject("headers"), kind);
            ObjectNode content = part.putObject("content");
            if (style == Faults.MESSAGE) {
                message(content, message(kind));
            } else if (style == Faults.OAUTH) {
                put(content, Format.JSON.mediaType(), oauthSchema())
                        .set(
                                "example",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("error", "invalid_request")
                                        .put("error_description", MEANINGS.getOrDefault(kind, kind.title())));
            } else {
                ObjectNode example = problem(kind);
                put(content, "application/problem+json", problemSchema()).set("example", example);
                put(content, "application/problem+xml", problemSchema()).set("example", example);
                if (kind == Kind.BAD_REQUEST) {
                    message(content, JsonNodeFactory.instance.objectNode().put("msg", "Invalid version."));
                }
            }
        });
    }

    private void headers(ObjectNode headers, Kind kind) {
        HeaderParts.everywhere(parts, headers);
        if (kind == Kind.UNAUTHENTICATED) {
            headers.set("WWW-Authenticate", HeaderParts.challenge(parts));
        }
        if (kind == Kind.TOO_MANY || kind == Kind.UNAVAILABLE) {
            headers.set("Retry-After", HeaderParts.retryAfter(parts));
        }
    }

    private void message(ObjectNode content, ObjectNode example) {
        put(content, Format.JSON.mediaType(), messageSchema()).set("example", example);
        put(content, Format.XML.mediaType(), messageSchema()).set("example", example);
    }

    private static ObjectNode put(ObjectNode content, String mediaType, ObjectNode schema) {
        return content.putObject(mediaType).set("schema", schema);
    }

    private static ObjectNode message(Kind kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(
                        "msg",
                        switch (kind) {
                            case UNAUTHENTICATED -> "Invalid API key.";
                            case INTERNAL -> "Something went wrong. Please try again later.";
                            default -> MEANINGS.getOrDefault(kind, kind.title());
                        });
    }

    private static ObjectNode problem(Kind kind) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "/problems/" + kind.code())
                .put("title", kind.title())
                .put("status", kind.status())
                .put("detail", MEANINGS.getOrDefault(kind, kind.title()))
                .put("instance", "urn:request:3k9x2-7f");
    }

    private ObjectNode messageSchema() {
        return parts.schema(PartNames.MESSAGE, part -> {
            part.put("type", "object").put("description", "Why the request was refused.");
            text(part.putObject("properties"), "msg", "One sentence.");
            part.putArray("required").add("msg");
            part.putObject("xml").put("name", "problem");
        });
    }

    private ObjectNode oauthSchema() {
        return parts.schema(PartNames.OAUTH_ERROR, part -> {
            part.put("type", "object").put("description", "Why the request was refused (RFC 6749 §5.2).");
            ObjectNode properties = part.putObject("properties");
            text(properties, "error", "A word of the standard.");
            text(properties, "error_description", "One sentence.");
            part.putArray("required").add("error");
        });
    }

    private ObjectNode problemSchema() {
        return parts.schema(PartNames.PROBLEM, part -> {
            part.put("type", "object").put("description", "Why the request was refused (RFC 9457).");
            ObjectNode properties = part.putObject("properties");
            text(properties, "type", "A page that tells more about this kind of problem.")
                    .put("format", "uri-reference");
            text(properties, "title", "The kind of problem, in the words of HTTP.");
            properties.set("status", Bounds.int32(0).put("description", "The status of the answer."));
            text(properties, "detail", "What is wrong with this request, and what to do.");
            text(properties, "instance", "An id of the request, to quote when asking for help.")
                    .put("format", "uri-reference");
            properties.set(
                    "errors",
                    Bounds.array(error())
                            .put(
                                    "description",
                                    "Each thing that is wrong, where there are several or they have a place."));
            part.putArray("required")
                    .add("type")
                    .add("title")
                    .add("status")
                    .add("detail")
                    .add("instance");
            part.putObject("xml").put("name", "problem");
        });
    }

    private static ObjectNode error() {
        ObjectNode error = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode members =
                error.put("description", "One thing that is wrong.").putObject("properties");
        text(members, "pointer", "Where in the body (RFC 6901), or the name of a parameter.");
        text(members, "detail", "What is wrong there.");
        error.putArray("required").add("pointer").add("detail");
        return error;
    }

    private static ObjectNode text(ObjectNode properties, String name, String description) {
        ObjectNode text = Bounds.text().put("description", description);
        properties.set(name, text);
        return text;
    }
}
