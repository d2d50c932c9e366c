package org.passerelle.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A scope as people are asked for it.
 *
 * @param word as the client says it
 * @param means the same in the reader's language
 */
public record ScopeText(String word, String means) {

    static List<ScopeText> of(List<String> scopes, Language language) {
        Map<String, String> texts = Texts.of(language);
        return scopes.stream()
                .map(scope -> new ScopeText(scope, means(scope, texts)))
                .toList();
    }

    private static String means(String scope, Map<String, String> texts) {
        String[] parts = scope.split(":", 2);
        if (parts.length == 1) {
            return text(texts, "consent_scope_" + scope.toLowerCase(Locale.ROOT));
        }
        return text(texts, parts[1].equals("rw") ? "consent_changes" : "consent_reads") + " "
                + text(texts, "consent_type_" + parts[0]);
    }

    private static String text(Map<String, String> texts, String name) {
        return Objects.requireNonNull(texts.get(name), name);
    }
}
