package org.passerelle.fault;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request refused or failed. The detail is public: it says what to do and names no SQL, path or version. The cause is private: it
 * goes to the log, under the request id that the client may quote.
 */
public final class Fault extends RuntimeException {

    private static final int LONGEST = 2_000;

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
    public record Error(String pointer, String detail) {
        public Error {
            pointer = fit(pointer);
            detail = fit(detail);
        }
    }

    private final transient Kind kind;
    private final transient String detail;
    private final transient List<Error> errors;
    private final transient @Nullable Duration retryAfter;

    private Fault(
            Kind kind, String detail, List<Error> errors, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(kind.code() + ": " + fit(detail), cause, false, kind == Kind.INTERNAL);
        this.kind = kind;
        this.detail = fit(detail);
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    /** The public half. */
    public String detail() {
        return detail;
    }

    public List<Error> errors() {
        return errors;
    }

    /** How long the client should wait, where it is worth trying again. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public static Fault of(Kind kind, String detail) {
        return new Fault(kind, detail, List.of(), null, null);
    }

    public static Fault badRequest(String detail) {
        return of(Kind.BAD_REQUEST, detail);
    }

    public static Fault badRequest(String detail, List<Error> errors) {
        return new Fault(Kind.BAD_REQUEST, detail, List.copyOf(errors), null, null);
    }

    /** The same fault, told of one row of many; rows count from 1. */
    public static Fault inRow(int number, Fault fault) {
        return new Fault(
                fault.kind,
                "Row " + number + ": " + fault.detail,
                fault.errors.stream()
                        .map(e -> new Error("/" + (number - 1) + e.pointer(), e.detail()))
                        .toList(),
                fault.retryAfter,
                fault);
    }

    /** A member of the body is wrong: {@code name} is the member, from which the pointer is made. */
    public static Fault badMember(String name, String reason) {
        return badRequest(name + ": " + reason, List.of(new Error(pointer(name), reason)));
    }

    public static Fault notFound(String detail) {
        return of(Kind.NOT_FOUND, detail);
    }

    public static Fault forbidden(String detail) {
        return of(Kind.FORBIDDEN, detail);
    }

    public static Fault conflict(String detail) {
        return of(Kind.CONFLICT, detail);
    }

    public static Fault conflict(String detail, List<Error> errors) {
        return new Fault(Kind.CONFLICT, detail, List.copyOf(errors), null, null);
    }

    /** What is asked for is being done: the client may ask again after a while. */
    public static Fault underWay(String detail, Duration retryAfter) {
        return new Fault(Kind.CONFLICT, detail, List.of(), retryAfter, null);
    }

    public static Fault inconsistent(String detail) {
        return of(Kind.INCONSISTENT, detail);
    }

    public static Fault inconsistent(String detail, List<Error> errors) {
        return new Fault(Kind.INCONSISTENT, detail, List.copyOf(errors), null, null);
    }

    /** One and the same for every credential that does not hold: wrong, expired, revoked, unknown. */
    public static Fault unauthenticated() {
        return of(Kind.UNAUTHENTICATED, "A valid credential is needed: a password, a token or an API key.");
    }

    public static Fault unavailable(String detail, Duration retryAfter, @Nullable Throwable cause) {
        return new Fault(Kind.UNAVAILABLE, detail, List.of(), retryAfter, cause);
    }

    public static Fault tooMany(Duration retryAfter) {
        return new Fault(Kind.TOO_MANY, "The limit is reached: wait, then try again.", List.of(), retryAfter, null);
    }

    public static Fault internal(Throwable cause) {
        return new Fault(Kind.INTERNAL, "Something went wrong. Please try again later.", List.of(), null, cause);
    }

    /** A text that may quote what a client sent: cut where it is long, and without halves of characters, which no format can carry. */
    private static String fit(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        for (int i = 0; i < cut.length(); i++) {
            if (Character.isSurrogate(cut.charAt(i))) {
                return cut.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return cut;
    }

    /** The JSON Pointer of a member of the body's top object (RFC 6901 §3). */
    public static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
