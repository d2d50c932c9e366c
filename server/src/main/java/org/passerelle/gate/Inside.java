package org.passerelle.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Access;
import org.passerelle.access.Caller;
import org.passerelle.access.Grant;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.operation.Body;
import org.passerelle.operation.Call;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Params;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;

/**
 * The API, called from inside by who was let in at the door: the same decision, rehearsal, unit of work and audit as out there, so that nobody can do
 * here what he could not do there. Thread-safe.
 */
@Singleton
public final class Inside {

    private final Provider<Operations> operations;
    private final Provider<Calls> calls;
    private volatile @Nullable Map<String, Operation> byName;

    @Inject
    Inside(Provider<Operations> operations, Provider<Calls> calls) {
        this.operations = operations;
        this.calls = calls;
    }

    /**
     * What is asked.
     *
     * @param operation its name
     * @param body null for none
     */
    public record Asked(
            String operation,
            Params path,
            Params query,
            Map<String, String> headers,
            @Nullable JsonNode body) {}

    /** What came of it; a body that there is none of is missing. */
    public record Answer(int status, JsonNode body, Map<String, String> headers) {}

    /** By its name; empty when this server has none such. */
    public Optional<Operation> operation(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    /** Whether somebody may call it; of an operation on records, on this table. */
    public boolean may(Caller caller, String operation, String table) {
        return operation(operation)
                .filter(known -> Access.may(caller, known.right(), table))
                .isPresent();
    }

    /**
     * @param from the request that needs it: for whoever asks, and with its terms
     * @throws Fault as at the door
     */
    public Answer call(Call from, Asked asked, boolean dryRun) {
        Operation operation = operation(asked.operation())
                .orElseThrow(() -> new IllegalArgumentException("there is no operation " + asked.operation()));
        Call.Terms terms = terms(from, operation, asked.path(), dryRun);
        try {
            return made(operation, from, asked, terms);
        } catch (Fault fault) {
            calls.get().refused(operation, from, terms, fault);
            throw fault;
        }
    }

    private Answer made(Operation operation, Call from, Asked asked, Call.Terms terms) {
        Grant grant = Gate.grant(operation, from.caller(), asked.path());
        var headers = new HashMap<String, String>();
        asked.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        var call = new Call(
                grant,
                asked.path(),
                asked.query(),
                name -> headers.get(name.toLowerCase(Locale.ROOT)),
                body(asked.body()),
                terms,
                Progress.UNTOLD,
                Optional.empty(),
                Optional.empty());
        try {
            return answer(calls.get().make(operation, call, Format.JSON, headers.get("prefer")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call.Terms terms(Call from, Operation operation, Params path, boolean dryRun) {
        Call.Terms terms = from.terms();
        String where = operation.path();
        for (String name : path.names()) {
            where = where.replace("{" + name + "}", String.valueOf(path.one(name)));
        }
        return new Call.Terms(
                terms.publicUrl(), "", where, operation, terms.address(), terms.requestId(), dryRun, terms.rows());
    }

    private static Body body(@Nullable JsonNode body) {
        return body == null
                ? Body.NONE
                : new Body(
                        new ByteArrayInputStream(Documents.write(body, Format.JSON, "")),
                        Format.JSON,
                        Format.JSON.mediaType(),
                        Optional.empty(),
                        false);
    }

    private static Answer answer(Reply reply) {
        var headers = new LinkedHashMap<>(reply.headers());
        byte[] bytes = switch (reply) {
            case Reply.Empty empty -> new byte[0];
            case Reply.Value value -> Documents.write(value.value(), Format.JSON, value.root());
            case Reply.Bytes whole -> whole.bytes();
            case Reply.Stream stream -> {
                var out = new ByteArrayOutputStream();
                stream.writer().write(out, Format.JSON, headers);
                yield out.toByteArray();
            }
        };
        JsonNode body = bytes.length == 0
                ? MissingNode.getInstance()
                : Documents.read(new ByteArrayInputStream(bytes), Format.JSON, Optional.empty());
        return new Answer(reply.status(), body, headers);
    }

    private Map<String, Operation> byName() {
        Map<String, Operation> known = byName;
        if (known == null) {
            known = operations.get().all().stream().collect(Collectors.toMap(Operation::name, operation -> operation));
            byName = known;
        }
        return known;
    }
}
