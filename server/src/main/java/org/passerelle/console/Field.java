package org.passerelle.console;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A field of a form: a member of what the API takes, and how people fill it in.
 *
 * @param name of the member; of one within another, both with a point between them
 * @param source what to choose from: words, or one operation that lists them, the member that is chosen, and words beside those
 * @param when which words of which other field it belongs to, as in {@code kind=sql,export}; empty for all
 */
record Field(String name, Kind kind, List<String> source, Set<Trait> traits, String when) {

    enum Kind {
        TEXT,
        NUMBER,
        /** A duration, in seconds. */
        SECONDS,
        FLAG,
        /** One of the words of {@code source}. */
        CHOICE,
        /** One thing that an operation lists. */
        ONE,
        /** Many things that an operation lists. */
        MANY,
        /** A list of texts, one a line. */
        LINES,
        AREA,
        /** Written, never shown; left out it stays. */
        SECRET,
        /** By API type: none, r, rw. */
        PERMISSIONS,
        /** Whether a list of another field holds the word of {@code source}. */
        TICK,
        /** The columns of a view, of the table that the field of {@code source} names: which, in which order, shown or hidden, under which heading. */
        COLUMNS,
        /** User and password of HTTP Basic; the password is written, never shown. */
        BASIC,
        /** Many of the words of {@code source}. */
        SOME,
        /** How a table is published. */
        PUBLICATION,
        /** No field: those that follow belong together under its name. */
        SECTION,
        /** Headers, of which some are hidden: their values are written, never shown again. */
        HEADERS,
        /** What has parts of its own, as JSON. */
        JSON
    }

    enum Trait {
        NEEDED,
        /** Said when a thing is made, and fixed from then on. */
        FIRST_ONLY,
        /** Said only when a thing is changed. */
        LATER_ONLY
    }

    static Field text(String name) {
        return of(name, Kind.TEXT);
    }

    static Field number(String name) {
        return of(name, Kind.NUMBER);
    }

    static Field flag(String name) {
        return of(name, Kind.FLAG);
    }

    static Field area(String name) {
        return of(name, Kind.AREA);
    }

    static Field lines(String name) {
        return of(name, Kind.LINES);
    }

    static Field secret(String name) {
        return of(name, Kind.SECRET);
    }

    static Field seconds(String name) {
        return of(name, Kind.SECONDS);
    }

    static Field section(String name) {
        return of(name, Kind.SECTION);
    }

    static Field publication(String name) {
        return of(name, Kind.PUBLICATION);
    }

    static Field some(String name, String... words) {
        return new Field(name, Kind.SOME, List.of(words), Set.of(), "");
    }

    static Field json(String name) {
        return of(name, Kind.JSON);
    }

    static Field basic(String name) {
        return of(name, Kind.BASIC);
    }

    static Field headers(String name) {
        return of(name, Kind.HEADERS);
    }

    static Field columns(String name, String table) {
        return new Field(name, Kind.COLUMNS, List.of(table), Set.of(), "");
    }

    static Field permissions(String name) {
        return of(name, Kind.PERMISSIONS);
    }

    static Field choice(String name, String... words) {
        return new Field(name, Kind.CHOICE, List.of(words), Set.of(), "");
    }

    static Field one(String name, String operation, String member) {
        return new Field(name, Kind.ONE, List.of(operation, member), Set.of(), "");
    }

    /** @param words that may be chosen besides */
    static Field many(String name, String operation, String member, String... words) {
        return new Field(
                name,
                Kind.MANY,
                Stream.concat(Stream.of(operation, member), Stream.of(words)).toList(),
                Set.of(),
                "");
    }

    /** @param list the field that holds the word where this is ticked */
    static Field tick(String name, String list, String word) {
        return new Field(name, Kind.TICK, List.of(list, word), Set.of(), "");
    }

    private static Field of(String name, Kind kind) {
        return new Field(name, kind, List.of(), Set.of(), "");
    }

    Field needed() {
        return with(Trait.NEEDED);
    }

    Field firstOnly() {
        return with(Trait.FIRST_ONLY);
    }

    Field laterOnly() {
        return with(Trait.LATER_ONLY);
    }

    private Field with(Trait trait) {
        var more = new java.util.HashSet<>(traits);
        more.add(trait);
        return new Field(name, kind, source, Set.copyOf(more), when);
    }

    /** Shown where the other field says one of these words. */
    Field when(String other, String... words) {
        return new Field(name, kind, source, traits, other + "=" + String.join(",", words));
    }

    /** Within which member it stands; empty for none. */
    String within() {
        return name.substring(0, Math.max(0, name.indexOf('.')));
    }

    /** Its own name there. */
    String member() {
        return name.substring(name.indexOf('.') + 1);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
