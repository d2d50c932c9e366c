package org.passerelle.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.fault.Sentence;

/**
 * What refusals say in a reader's language. In English as the API says it; in French by the list {@code messages/refusals_fr.po}, whose keys are
 * the English words (GNU gettext, PO files: {@code msgid}, {@code msgstr}).
 */
final class Refusals {

    private static final String MEMBER = "{}: ";
    private static final Map<String, String> FRENCH = read("/messages/refusals_fr.po");

    private Refusals() {}

    /** Empty where nobody has said it in that language yet. */
    static Optional<String> in(Language language, Sentence said) {
        return switch (language) {
            case EN -> Optional.of(said.text());
            case FR -> said.french().isEmpty() ? listed(said) : Optional.of(said.french());
        };
    }

    /** A reason is listed by itself, and told of a member all the same. */
    private static Optional<String> listed(Sentence said) {
        String words = said.words();
        boolean ofMember = words.startsWith(MEMBER) && !FRENCH.containsKey(words);
        var names = new Sentence(
                words,
                said.names().stream()
                        .map(name -> FRENCH.getOrDefault(name, name))
                        .toList(),
                "");
        return Optional.ofNullable(FRENCH.get(ofMember ? words.substring(MEMBER.length()) : words))
                .map(french -> names.in(ofMember ? "{} : " + french : french));
    }

    /** By English words. */
    static Map<String, String> french() {
        return FRENCH;
    }

    private static Map<String, String> read(String resource) {
        Map<String, String> sentences = new LinkedHashMap<>();
        try (InputStream in = Refusals.class.getResourceAsStream(resource);
                var lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(in, resource), StandardCharsets.UTF_8))) {
            String words = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("msgid ")) {
                    words = quoted(line);
                } else if (line.startsWith("msgstr ")) {
                    sentences.put(words, quoted(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(sentences);
    }

    private static String quoted(String line) {
        String text = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
        return text.replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
