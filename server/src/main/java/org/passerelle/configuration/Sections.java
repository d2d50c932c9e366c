package org.passerelle.configuration;

import java.util.ArrayList;
import java.util.List;

/** All that a configuration consists of, in the order in which it is made: what others name comes before them. */
final class Sections {

    static final Collection.Kind CONNECTIONS =
            Collection.Kind.at("/api/v1/connections").without("status").then("refresh");

    /** A collection joins by its line, after those that it names. */
    static final List<Collection.Kind> COLLECTIONS = List.of(
            Collection.Kind.at("/api/v1/views").by("key"),
            Collection.Kind.at("/api/v1/events").by("name"),
            Collection.Kind.at("/api/v1/groupacls"),
            Collection.Kind.at("/api/v1/roles"),
            Collection.Kind.at("/api/v1/rolegroupacls"),
            Collection.Kind.at("/api/v1/profiles"),
            Collection.Kind.at("/api/v1/webhooks").without("secret", "failingSince", "created"),
            Collection.Kind.at("/api/v1/reports").without("owner", "created"),
            Collection.Kind.at("/api/v1/system/tasks")
                    .without("account", "upcoming")
                    .verbatim("parameters"));

    private Sections() {}

    static List<Section> of(Server server) {
        var sections = new ArrayList<Section>();
        sections.add(new SettingSection(server));
        sections.add(new Collection(CONNECTIONS, server));
        sections.add(new Tables(server));
        COLLECTIONS.forEach(kind -> sections.add(new Collection(kind, server)));
        return List.copyOf(sections);
    }
}
