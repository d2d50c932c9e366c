package org.passerelle.matrix;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it is tried: on nothing that is there, and rehearsed, so that who is let in changes nothing.
 *
 * @param name the operation's
 * @param accept what is wanted
 * @param body null for none
 */
record Deed(
        String name,
        String method,
        String path,
        String accept,
        @Nullable String body) {

    static final String TABLE = "tickets";
    private static final String JSON = "application/json";

    /** Each way in which an operation may be used. */
    static List<Deed> of(String name, String method, String template) {
        String path = template.replaceAll("\\{(view|table|resource)}", TABLE).replaceAll("\\{\\w+}", "0");
        path = path.endsWith("/stream") ? path + "?seconds=0" : path;
        var deeds = new ArrayList<Deed>();
        String body = method.equals("GET") || method.equals("DELETE")
                ? null
                : path.contains("/items/")
                        ? "[]"
                        : path.equals("/api/v1/auth/apikeys") ? "{\"name\":\"matrix\"}" : "{}";
        deeds.add(new Deed(name, method, path, JSON, body));
        if (path.matches("/api(/oauth2)?(/list)?/" + TABLE) && method.equals("GET")) {
            deeds.add(new Deed(name, method, path, "text/csv", null));
        }
        if (path.contains("/item/") && body != null) {
            deeds.add(new Deed(name, method, path, JSON, null));
        }
        return deeds;
    }

    boolean isFile() {
        return !accept.equals(JSON);
    }

    String table() {
        return TABLE;
    }

    @Override
    public String toString() {
        return name + " (" + method + " " + path + (isFile() ? " as a file" : "") + (body == null ? "" : " " + body)
                + ")";
    }
}
