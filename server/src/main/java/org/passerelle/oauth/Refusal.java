package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.passerelle.operation.Reply;

/** A request refused in the words of the protocol (RFC 6749 §5.2). What was changed before it stays changed: a replay is refused so. */
final class Refusal extends RuntimeException {

    static final Map<String, String> NO_STORE = Map.of("Cache-Control", "no-store", "Pragma", "no-cache");
    private static final int UNAUTHORIZED = 401;

    private final transient ErrorObject error;

    Refusal(ErrorObject kind, String description) {
        super(kind.getCode() + ": " + description, null, false, false);
        this.error = kind.setDescription(ErrorObject.removeIllegalChars(description));
    }

    ErrorObject error() {
        return error;
    }

    int status() {
        return error.getHTTPStatusCode();
    }

    String description() {
        return Objects.requireNonNullElse(error.getDescription(), "");
    }

    Reply reply() {
        return new Reply.Value(status(), error.toJSONObject(), "error", headers());
    }

    Map<String, String> headers() {
        var headers = new LinkedHashMap<>(NO_STORE);
        if (status() == UNAUTHORIZED) {
            headers.put("WWW-Authenticate", "Basic realm=\"Passerelle\", charset=\"UTF-8\"");
        }
        return headers;
    }
}
