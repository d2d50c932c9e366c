package org.passerelle.fault;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request refused or failed. The detail is public: it says what to do and names no SQL, path or version. The cause is private: it
 * goes to the log, under the request id that the client may quote.
 */
public final class Fault extends RuntimeException {

    /** The closed set. The code is stable: it ends the problem's type URI (RFC 9457 §3.1.1). */
    public enum Kind {
        BAD_REQUEST(400, "bad-request", "Bad Request"),
        INVALID_VERSION(400, "invalid-version", "Bad Request"),
        UNAUTHENTICATED(401, "unauthenticated", "Unauthorized"),
        FORBIDDEN(403, "forbidden", "Forbidden"),
        NOT_FOUND(404, "not-found", "Not Found"),
        METHOD_NOT_ALLOWED(405, "method-not-allowed", "Method Not Allowed"),
        NOT_ACCEPTABLE(406, "not-acceptable", "Not Acceptable"),
        CONFLICT(409, "conflict", "Conflict"),
        PRECONDITION_FAILED(412, "precondition-failed", "Precondition Failed"),
        TOO_LARGE(413, "too-large", "Content Too Large"),
        UNSUPPORTED_TYPE(415, "unsupported-type", "Unsupported Media Type"),
        INCONSISTENT(422, "inconsistent", "Unprocessable Content"),
        TOO_MANY(429, "too-many-requests", "Too Many Requests"),
        INTERNAL(500, "internal", "Internal Server Error"),
        UNAVAILABLE(503, "unavailable", "Service Unavailable");

        private final int status;
        private final String code;
        private final String title;

        Kind(int status, String code, String title) {
            this.status = status;
            this.code = code;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String code() {
            return code;
        }

        /** The HTTP reason phrase (RFC 9110 §15). */
        public String title() {
            return title;
        }
    }

    /** One thing wrong in the request: a JSON Pointer (RFC 6901) into the body, or a parameter's name, and the reason. */
    public record Error(String pointer, Sentence said) {
        public Error {
            pointer = Sentence.fit(pointer);
        }

        public Error(String pointer, String words, @Nullable Object... names) {
            this(pointer, Sentence.of(words, names));
        }

        public String detail() {
            return said.text();
        }
    }

    private final transient Kind kind;
    private final transient Sentence said;
    private final transient List<Error> errors;
    private final transient @Nullable Duration retryAfter;

    private Fault(
            Kind kind, Sentence said, List<Error> errors, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(kind.code() + ": " + said.text(), cause, false, kind == Kind.INTERNAL);
        this.kind = kind;
        this.said = said;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** The public half, in English. */
    public String detail() {
        return said.text();
    }

    /** The same, for whoever tells it in another language. */
    public Sentence said() {
        return said;
    }

    public List<Error> errors() {
        return errors;
    }

    /** How long the client should wait, where it is worth trying again. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    private static Fault of(Kind kind, Sentence said, List<Error> errors) {
        return new Fault(kind, said, List.copyOf(errors), null, null);
    }

    /** @param words with {@code {}} for each name */
    public static Fault of(Kind kind, String words, @Nullable Object... names) {
        return of(kind, Sentence.of(words, names), List.of());
    }

    public static Fault badRequest(String words, @Nullable Object... names) {
        return of(Kind.BAD_REQUEST, words, names);
    }

    public static Fault badRequest(String words, List<Error> errors) {
        return of(Kind.BAD_REQUEST, Sentence.of(words), errors);
    }

    /** The same fault, told of one row of many; rows count from 1. */
    public static Fault inRow(int number, Fault fault) {
        return new Fault(
                fault.kind,
                fault.said.about("Row {}: ", number),
                fault.errors.stream()
                        .map(e -> new Error("/" + (number - 1) + e.pointer(), e.said()))
                        .toList(),
                fault.retryAfter,
                fault);
    }

    /** A member of the body is wrong: {@code name} is the member, from which the pointer is made. */
    public static Fault badMember(String name, String words, @Nullable Object... names) {
        return badMember(List.of(name), words, names);
    }

    /** The same of a member within members: {@code path} leads to it. */
    public static Fault badMember(List<String> path, String words, @Nullable Object... names) {
        Sentence reason = Sentence.of(words, names);
        String pointer = path.stream().map(Fault::pointer).collect(Collectors.joining());
        return of(Kind.BAD_REQUEST, reason.about("{}: ", String.join(".", path)), List.of(new Error(pointer, reason)));
    }

    public static Fault notFound(String words, @Nullable Object... names) {
        return of(Kind.NOT_FOUND, words, names);
    }

    public static Fault forbidden(String words, @Nullable Object... names) {
        return of(Kind.FORBIDDEN, words, names);
    }

    public static Fault forbidden(Sentence said) {
        return of(Kind.FORBIDDEN, said, List.of());
    }

    public static Fault conflict(String words, @Nullable Object... names) {
        return of(Kind.CONFLICT, words, names);
    }

    public static Fault conflict(String words, List<Error> errors) {
        return of(Kind.CONFLICT, Sentence.of(words), errors);
    }

    /** What is asked for is being done: the client may ask again after a while. */
    public static Fault underWay(String words, Duration retryAfter) {
        return new Fault(Kind.CONFLICT, Sentence.of(words), List.of(), retryAfter, null);
    }

    public static Fault inconsistent(String words, @Nullable Object... names) {
        return of(Kind.INCONSISTENT, words, names);
    }

    public static Fault inconsistent(String words, List<Error> errors) {
        return of(Kind.INCONSISTENT, Sentence.of(words), errors);
    }

    /** As {@link #badMember(String, String, Object...)}, of what is well formed and yet cannot be. */
    public static Fault inconsistentMember(String name, String words, @Nullable Object... names) {
        return inconsistentMember(name, Sentence.of(words, names));
    }

    /** The same, where another has said why. */
    public static Fault inconsistentMember(String name, Sentence reason) {
        return of(Kind.INCONSISTENT, reason.about("{}: ", name), List.of(new Error(pointer(name), reason)));
    }

    /** One and the same for every credential that does not hold: wrong, expired, revoked, unknown. */
    public static Fault unauthenticated() {
        return of(Kind.UNAUTHENTICATED, "A valid credential is needed: a password, a token or an API key.");
    }

    public static Fault unavailable(String words, Duration retryAfter, @Nullable Throwable cause) {
        return new Fault(Kind.UNAVAILABLE, Sentence.of(words), List.of(), retryAfter, cause);
    }

    public static Fault tooMany(Duration retryAfter) {
        return new Fault(
                Kind.TOO_MANY, Sentence.of("The limit is reached: wait, then try again."), List.of(), retryAfter, null);
    }

    public static Fault internal(Throwable cause) {
        return new Fault(
                Kind.INTERNAL, Sentence.of("Something went wrong. Please try again later."), List.of(), null, cause);
    }

    /** The JSON Pointer of a member of the body's top object (RFC 6901 §3). */
    public static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
