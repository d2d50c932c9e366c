package org.passerelle.operation;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Grant;
import org.passerelle.catalogue.Unit;

/**
 * One request, after the gate has let it in.
 *
 * @param path the path's parameters, percent-decoded but for {@link #ENCODED_COMMA}
 * @param progress hears how far a long call has come
 * @param unit the unit of work, for an operation that changes the catalogue
 * @param once for a call that counts once, however often it is made
 */
public record Call(
        Grant grant,
        Params path,
        Params query,
        Headers headers,
        Body body,
        Terms terms,
        Progress progress,
        Optional<Unit> unit,
        Optional<Once> once) {

    /** Stands for a comma that came as {@code %2C}: a character of private use, which no name holds. */
    public static final char ENCODED_COMMA = '\uE02C';

    /**
     * What holds for the whole request.
     *
     * @param publicUrl the address that clients know, without a slash at its end
     * @param pathPrefix {@code /domain} where the request came by one, else empty
     * @param path as it is written in a link, without domain and query
     * @param operation null where the request came to none
     * @param address the client's, for audit
     * @param requestId to quote
     * @param rows how many records the call reads or writes, as far as it has come
     */
    public record Terms(
            URI publicUrl,
            String pathPrefix,
            String path,
            @Nullable Operation operation,
            String address,
            String requestId,
            boolean dryRun,
            Tally rows) {

        /** By which the request came; empty for none. */
        public String domain() {
            return pathPrefix.isEmpty() ? "" : pathPrefix.substring(1);
        }
    }

    /** The request's headers, by name without case; values as UTF-8, else ISO-8859-1. */
    @FunctionalInterface
    public interface Headers {
        @Nullable
        String one(String name);
    }

    public Call with(Unit newUnit) {
        return new Call(grant, path, query, headers, body, terms, progress, Optional.of(newUnit), once);
    }

    public Call with(Body newBody) {
        return new Call(grant, path, query, headers, newBody, terms, progress, unit, once);
    }

    public Call with(Once newOnce) {
        return new Call(grant, path, query, headers, body, terms, progress, unit, Optional.of(newOnce));
    }

    public Caller caller() {
        return grant.caller();
    }

    /** A parameter that the path's template names. */
    public String path(String name) {
        return key(name).replace(ENCODED_COMMA, ',');
    }

    /** The same, with {@link #ENCODED_COMMA} where a comma came encoded: a key of many parts is told by it. */
    public String key(String name) {
        return java.util.Objects.requireNonNull(path.one(name), name);
    }

    /** The unit of work of an operation that declares {@link DryRun#CATALOGUE}. */
    public Unit change() {
        return unit.orElseThrow(
                () -> new IllegalStateException("the operation does not say that it changes the catalogue"));
    }

    /** An option that travels as a header or as a query parameter of the same name (wire.md §4); the query wins. */
    public @Nullable String option(String name) {
        String value = query.one(name);
        return value != null ? value : headers.one(name);
    }

    /** So many records more went out or came in. */
    public void counted(long rows) {
        terms.rows().add(rows);
    }

    /** Whether nobody waits for the answer: it may take as long as it takes. */
    public boolean isLong() {
        return progress != Progress.UNTOLD;
    }

    public boolean dryRun() {
        return terms.dryRun();
    }
}
