package org.passerelle.console;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.passerelle.credential.ConsoleCookie;
import org.passerelle.format.Forms;
import org.passerelle.operation.Call;

/** A request for a page of the console, by somebody who is signed in. Belongs to one thread. */
record Screen(Call call, Api api, Language language) {

    /** What happens when the page is asked for. */
    @FunctionalInterface
    interface Page {
        org.passerelle.operation.Reply show(Screen screen);
    }

    /** A text that there must be, in the reader's language. */
    String text(String key) {
        return Objects.requireNonNull(Texts.of(language).get(key), key);
    }

    String textOr(String key, String otherwise) {
        return Texts.of(language).getOrDefault(key, otherwise);
    }

    String path(String name) {
        return call.path(name);
    }

    String query(String name) {
        return call.query().one(name, "");
    }

    /** Sent by htmx for a part of a page only. */
    boolean isPart() {
        return isPart(call);
    }

    static boolean isPart(Call call) {
        return call.headers().one("HX-Request") != null && call.headers().one("HX-Boosted") == null;
    }

    /** What stands before each path of this server. */
    String base() {
        return Objects.requireNonNullElse(call.terms().publicUrl().getPath(), "")
                + call.terms().pathPrefix();
    }

    /** The address of this page, without its query. */
    String here() {
        return base() + call.terms().path();
    }

    /** What a change must bring along. */
    String writeToken() {
        ConsoleCookie cookie = ConsoleCookie.in(call.headers().one("Cookie"));
        return cookie == null ? "" : cookie.writeToken();
    }

    /** What a form sent, by the names of its fields. */
    Map<String, List<String>> form() {
        if (call.body().isEmpty()) {
            return Map.of();
        }
        String type = Objects.requireNonNullElse(call.headers().one("Content-Type"), "");
        return Forms.read(
                call.body().stream(), call.body().format(), call.body().charset(), type);
    }

    Cells cells() {
        return new Cells(language);
    }
}
