package org.passerelle.access;

/**
 * What one request asks for.
 *
 * @param table the public name of the table, or of the published module, that it names; empty when it names none
 * @param byToken whether it is for OAuth access tokens alone
 */
public record Demand(Right right, String table, boolean byToken) {

    public static Demand of(Right right, String table) {
        return new Demand(right, table, false);
    }
}
