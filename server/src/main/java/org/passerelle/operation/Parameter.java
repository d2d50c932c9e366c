package org.passerelle.operation;

/**
 * A parameter of an operation.
 *
 * @param name as it is sent; a name that ends in {@code *} stands for a family of names (a column, a column with an operator)
 */
public record Parameter(String name, In in, String description, String example) {

    public enum In {
        PATH,
        QUERY,
        HEADER,
        /** As a request header, or as a query parameter of the same name. */
        OPTION
    }
}
