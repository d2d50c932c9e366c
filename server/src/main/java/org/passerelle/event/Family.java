package org.passerelle.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;

/** The built-in events: what they are called, and who may see them beside those whom they are about. */
public enum Family {
    /** A record of a table: seen as far as the record. */
    RECORD(null, "created", "updated", "deleted"),
    ATTACHMENT(null, "added"),
    USER(ApiType.USERS, "created", "updated", "deleted"),
    APIKEY(ApiType.AUTHENTICATION, "expiring"),
    /** Of requests for an API account. */
    CLIENT(ApiType.AUTHENTICATION, "requested", "accepted", "refused"),
    ACTION(ApiType.SYSTEM, "completed"),
    WEBHOOK(ApiType.WEBHOOKS, "disabled", "ping");

    private final @Nullable ApiType type;
    private final List<String> verbs;

    Family(@Nullable ApiType type, String... verbs) {
        this.type = type;
        this.verbs = List.of(verbs);
    }

    /** {@code record.created}, {@code record.updated} … */
    public List<String> names() {
        return verbs.stream().map(verb -> word() + "." + verb).toList();
    }

    /** Whether they are about records, whose rights decide. */
    public boolean isOfRecords() {
        return type == null;
    }

    /** Whether this caller may see one that is about this user. */
    boolean shows(Caller caller, String user) {
        return type != null && (caller.level(type).holds(Level.R) || user.equals(caller.user()));
    }

    /** The family that a name belongs to, known or not; empty for one that may be fired. */
    public static Optional<Family> of(String name) {
        return Arrays.stream(values())
                .filter(family -> name.startsWith(family.word() + "."))
                .findFirst();
    }

    /** Every built-in name. */
    public static List<String> all() {
        return Arrays.stream(values())
                .flatMap(family -> family.names().stream())
                .toList();
    }

    /** What one may be told of: everything, a family, one built-in name. */
    public static String[] interests() {
        return Stream.concat(
                        Stream.of("*"),
                        Arrays.stream(values())
                                .flatMap(family ->
                                        Stream.concat(Stream.of(family.word() + ".*"), family.names().stream())))
                .toArray(String[]::new);
    }

    private String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
