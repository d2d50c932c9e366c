package org.passerelle.operation;

/** The groups of operations in the document (wire.md §10). */
public enum Tag {
    AUTHENTICATION("Authentication"),
    USERS("User Management"),
    SESSIONS("Session Management"),
    SYSTEM("System"),
    LICENSE("License Management"),
    EVENTS("Event Management"),
    CONNECTIONS("Connections"),
    WEBHOOKS("Webhooks"),
    DATA("Data"),
    PUBLIC("Public"),
    /** Pages for people: served like operations, and left out of the document. */
    SITE("Site");

    private final String title;

    Tag(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
