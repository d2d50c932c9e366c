package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Forms;
import org.passerelle.operation.Call;

/**
 * The parameters of a request to the authorization server (RFC 6749 §3.1, §3.2): each once, one without a value as if it were not there.
 * Immutable.
 */
record Form(Map<String, String> values) {

    /** May be given more than once (RFC 8707 §2, RFC 8693 §2.1): addresses, kept with a blank between. */
    private static final Set<String> MANY = Set.of("resource", "audience");

    Form {
        values = Map.copyOf(values);
    }

    /**
     * The body's.
     *
     * @throws Refusal invalid_request for what is no form, for one given twice, and for anything in the query, where secrets would be
     *     written down by all who see addresses (RFC 6749 §2.3.1)
     */
    static Form sent(Call call) {
        if (!call.query().names().isEmpty()) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "Parameters belong in the body, not in the address.");
        }
        if (call.body().isEmpty()) {
            return new Form(Map.of());
        }
        try {
            String type = Objects.requireNonNullElse(call.headers().one("Content-Type"), "");
            return of(Forms.read(
                    call.body().stream(), call.body().format(), call.body().charset(), type));
        } catch (Fault fault) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, fault.detail());
        }
    }

    static Form of(Map<String, List<String>> given) {
        var once = new LinkedHashMap<String, String>();
        given.forEach((name, all) -> {
            List<String> values = all.stream().filter(value -> !value.isEmpty()).toList();
            if (values.size() > 1 && !MANY.contains(name)) {
                throw new Refusal(OAuth2Error.INVALID_REQUEST, "The parameter " + name + " is given more than once.");
            }
            if (!values.isEmpty()) {
                once.put(name, String.join(" ", values));
            }
        });
        return new Form(once);
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** The words of a value, which blanks part; none when it is missing. */
    Stream<String> words(String name) {
        return Stream.of(values.getOrDefault(name, "").split(" ")).filter(word -> !word.isEmpty());
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** @throws Refusal invalid_request when it is missing */
    String need(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "The parameter " + name + " is missing.");
        }
        return value;
    }

    Form with(String name, String value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Form(more);
    }

    @Override
    public String toString() {
        return "a form of " + values.keySet();
    }
}
