package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
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
import org.passerelle.access.Permissions;
import org.passerelle.action.Actions;
import org.passerelle.action.Deferred;
import org.passerelle.action.Repeater;
import org.passerelle.credential.Callers;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.operation.Body;
import org.passerelle.operation.Call;
import org.passerelle.operation.Once;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Parameter;
import org.passerelle.operation.Params;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Tally;

/**
 * Calls that are answered later (RFC 7240 §4.1, wire.md §7): let in once to be kept, and once more, with the rights of that moment, to be made.
 */
@Singleton
final class Deferral implements Repeater {

    private final Map<String, Operation> operations;
    private final Actions actions;
    private final Callers callers;
    private final URI publicUrl;

    @Inject
    Deferral(Operations operations, Actions actions, Callers callers, GateSettings settings) {
        this.operations = operations.all().stream()
                .filter(Operation::deferrable)
                .collect(Collectors.toMap(Operation::name, operation -> operation));
        this.actions = actions;
        this.callers = callers;
        this.publicUrl = settings.publicUrl();
    }

    /** Whether the client would rather have it answered later, and it can be. */
    static boolean isWanted(Operation operation, @Nullable String prefer) {
        if (!operation.deferrable() || prefer == null) {
            return false;
        }
        for (String preference : prefer.toLowerCase(Locale.ROOT).split(",")) {
            if (preference.split(";")[0].strip().equals("respond-async")) {
                return true;
            }
        }
        return false;
    }

    Reply defer(Operation operation, Call call, Format answer) {
        Deferred kept = kept(operation, call, answer);
        return call.dryRun()
                ? actions.rehearse(kept)
                : actions.defer(kept, call.body().isEmpty() ? null : call.body().stream(), call.once());
    }

    private static Deferred kept(Operation operation, Call call, Format answer) {
        var headers = new LinkedHashMap<String, String>();
        for (Parameter parameter : operation.request().parameters()) {
            String value =
                    parameter.in() == Parameter.In.QUERY ? null : call.headers().one(parameter.name());
            if (value != null) {
                headers.put(parameter.name().toLowerCase(Locale.ROOT), value);
            }
        }
        Body body = call.body();
        return new Deferred(
                operation.name(),
                call.path().values(),
                call.query().values(),
                headers,
                call.terms().pathPrefix(),
                call.terms().path(),
                body.isEmpty()
                        ? null
                        : new Deferred.Sent(
                                body.format(),
                                body.mediaType(),
                                body.charset().map(Charset::name).orElse(null)),
                answer,
                Deferred.Asker.of(
                        call.caller(), call.terms().address(), call.terms().requestId()));
    }

    @Override
    public Reply repeat(Deferred kept, InputStream body, Progress progress, Once once) {
        Operation operation = operation(kept);
        Params path = new Params(kept.parameters());
        Grant grant = Gate.grant(operation, caller(kept.asker()), path);
        var headers = new HashMap<>(kept.headers());
        Call call = new Call(
                grant,
                path,
                new Params(kept.query()),
                name -> headers.get(name.toLowerCase(Locale.ROOT)),
                body(kept, body),
                new Call.Terms(
                        publicUrl,
                        kept.prefix(),
                        kept.path(),
                        operation,
                        kept.asker().address(),
                        kept.asker().request(),
                        false,
                        new Tally()),
                progress,
                Optional.empty(),
                Optional.of(once));
        return operation.handler().handle(call);
    }

    @Override
    public boolean may(Caller caller, Deferred kept) {
        Operation operation = operation(kept);
        return Access.may(caller, operation.right(), operation.table().apply(new Params(kept.parameters())));
    }

    private Operation operation(Deferred kept) {
        Operation operation = operations.get(kept.operation());
        if (operation == null) {
            throw Fault.notFound("This server has no operation {} any more.", kept.operation());
        }
        return operation;
    }

    private Caller caller(Deferred.Asker asker) {
        return callers.of(
                        asker.user(),
                        asker.actor(),
                        new Caller.Credential(asker.kind(), asker.credential(), asker.expires()),
                        Permissions.parse(asker.permissions()),
                        org.passerelle.access.Bounds.Bound.NONE)
                .orElseThrow(() -> Fault.forbidden("The account that asked for this may not use the API any more."));
    }

    private static Body body(Deferred kept, InputStream stream) {
        Deferred.Sent sent = kept.body();
        return sent == null
                ? Body.NONE
                : new Body(
                        stream,
                        sent.format(),
                        sent.mediaType(),
                        Optional.ofNullable(sent.charset()).map(Charset::forName),
                        false);
    }

    @Override
    public void write(Deferred kept, Reply reply, OutputStream out) {
        Format format = kept.answer();
        try {
            switch (reply) {
                case Reply.Empty empty -> {}
                case Reply.Value value -> out.write(Documents.write(value.value(), format, value.root()));
                case Reply.Bytes bytes -> out.write(bytes.bytes());
                case Reply.Stream stream -> stream.writer().write(out, format, new LinkedHashMap<>());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
