package org.passerelle.operation;

/** HEAD is answered by every GET, OPTIONS by every path; so neither is declared. */
public enum Method {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
