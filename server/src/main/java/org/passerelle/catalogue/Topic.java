package org.passerelle.catalogue;

/** What a change of the catalogue is about, so that those who keep a copy know when to read again. */
public enum Topic {
    PEOPLE,
    CREDENTIALS,
    CONNECTIONS,
    TABLES,
    SETTINGS,
    ACTIONS,
    AUDIT,
    EVENTS,
    WEBHOOKS,
    TASKS,
    LICENCE,
    REPORTS
}
