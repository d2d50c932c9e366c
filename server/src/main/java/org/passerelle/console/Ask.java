package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Params;

/** A call of an operation of the API, said step by step. Immutable. */
record Ask(Inside.Asked asked) {

    static Ask of(String operation) {
        return new Ask(new Inside.Asked(operation, Params.NONE, Params.NONE, Map.of(), null));
    }

    Ask path(String name, String value) {
        return new Ask(new Inside.Asked(
                asked.operation(), plus(asked.path(), name, value), asked.query(), asked.headers(), asked.body()));
    }

    /** A parameter of the query; nothing is sent for an empty value. */
    Ask query(String name, String value) {
        Params query = value.isEmpty() ? asked.query() : plus(asked.query(), name, value);
        return new Ask(new Inside.Asked(asked.operation(), asked.path(), query, asked.headers(), asked.body()));
    }

    Ask query(Map<String, String> parameters) {
        Ask ask = this;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            ask = ask.query(parameter.getKey(), parameter.getValue());
        }
        return ask;
    }

    Ask header(String name, String value) {
        var headers = new LinkedHashMap<>(asked.headers());
        headers.put(name, value);
        return new Ask(new Inside.Asked(asked.operation(), asked.path(), asked.query(), headers, asked.body()));
    }

    Ask body(@Nullable JsonNode body) {
        return new Ask(new Inside.Asked(asked.operation(), asked.path(), asked.query(), asked.headers(), body));
    }

    private static Params plus(Params params, String name, String value) {
        var more = new LinkedHashMap<>(params.values());
        more.put(name, List.of(value));
        return new Params(more);
    }
}
