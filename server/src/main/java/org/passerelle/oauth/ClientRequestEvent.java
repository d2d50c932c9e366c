package org.passerelle.oauth;

import org.passerelle.catalogue.Unit;

/** Something became of a request for an API account: a thing that happened. */
public sealed interface ClientRequestEvent {

    /** The request's. */
    String id();

    /** Who asked. */
    String user();

    record Asked(String id, String user, String name) implements ClientRequestEvent {}

    /** @param by who decided */
    record Accepted(String id, String user, String client, String by) implements ClientRequestEvent {}

    /** @param by who decided */
    record Refused(String id, String user, String reason, String by) implements ClientRequestEvent {}

    /** Hears of them. Each bean of this type is told. */
    interface Listener {

        /** @param unit in which it happens: what the listener does in it commits with it, or not at all */
        void hear(Unit unit, ClientRequestEvent event);
    }
}
