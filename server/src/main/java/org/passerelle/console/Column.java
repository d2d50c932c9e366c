package org.passerelle.console;

/**
 * A column of a list: a member of what the API answers, and how people see it.
 *
 * @param field its name; parts of parts by points
 */
record Column(String field, Kind kind) {

    enum Kind {
        TEXT,
        /** A sentence of the API, in the reader's language where it is known there. */
        SAID,
        /** A word that is not broken. */
        WHOLE,
        CODE,
        NUMBER,
        SECONDS,
        TIME,
        FLAG,
        STATE,
        LIST,
        COUNT
    }

    /** Shown at the right. */
    boolean isNumber() {
        return kind == Kind.NUMBER || kind == Kind.SECONDS || kind == Kind.COUNT;
    }

    static Column text(String field) {
        return new Column(field, Kind.TEXT);
    }

    static Column said(String field) {
        return new Column(field, Kind.SAID);
    }

    static Column whole(String field) {
        return new Column(field, Kind.WHOLE);
    }

    static Column code(String field) {
        return new Column(field, Kind.CODE);
    }

    static Column number(String field) {
        return new Column(field, Kind.NUMBER);
    }

    static Column seconds(String field) {
        return new Column(field, Kind.SECONDS);
    }

    static Column time(String field) {
        return new Column(field, Kind.TIME);
    }

    static Column flag(String field) {
        return new Column(field, Kind.FLAG);
    }

    static Column state(String field) {
        return new Column(field, Kind.STATE);
    }

    static Column list(String field) {
        return new Column(field, Kind.LIST);
    }

    static Column count(String field) {
        return new Column(field, Kind.COUNT);
    }
}
