package org.passerelle.action;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.format.Format;

/**
 * A call as it is kept until it is made again; plain data, written as JSON.
 *
 * @param operation its name
 * @param headers those that the operation reads
 * @param prefix {@code /domain} where the request came by one
 * @param path without domain and query, as it is written in a link
 * @param answer in which format the result shall be
 */
public record Deferred(
        String operation,
        Map<String, List<String>> parameters,
        Map<String, List<String>> query,
        Map<String, String> headers,
        String prefix,
        String path,
        @Nullable Sent body,
        Format answer,
        Asker asker) {

    /** What the body is; its bytes lie in a file. */
    public record Sent(
            Format format, String mediaType, @Nullable String charset) {}

    /**
     * Who asked, and what his credential allowed.
     *
     * @param address from where, for audit
     * @param request the number of the request, to quote
     */
    public record Asker(
            String user,
            @Nullable String actor,
            Caller.Kind kind,
            String credential,
            @Nullable Instant expires,
            Map<String, String> permissions,
            String address,
            String request) {

        /**
         * @param address from where
         * @param request the number of the request, to quote
         */
        public static Asker of(Caller caller, String address, String request) {
            return new Asker(
                    caller.user(),
                    caller.actor(),
                    caller.credential().kind(),
                    caller.credential().id(),
                    caller.credential().expires(),
                    caller.permissions().words(),
                    address,
                    request);
        }

        /** As he is shown: who really asked, and for whom. */
        String shown() {
            return actor == null ? user : actor;
        }
    }

    /** What the work is about: the first thing that the path names. */
    String resourceName() {
        return parameters.values().stream().flatMap(List::stream).findFirst().orElse("");
    }

    /** What kind of thing that is: {@code table}, {@code view}, {@code resource}. */
    String resourceType() {
        return parameters.keySet().stream().findFirst().orElse("");
    }
}
