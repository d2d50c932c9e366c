package org.passerelle.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** What the pages say, by name, in each language: {@code messages/pages_en.properties}, {@code messages/console_fr.properties} … */
final class Texts {

    private static final List<String> PARTS = List.of("pages", "console");
    private static final Map<Language, Map<String, String>> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            Map<String, String> texts = new HashMap<>();
            for (String part : PARTS) {
                texts.putAll(read("/messages/" + part + "_" + language.tag() + ".properties"));
            }
            ALL.put(language, Map.copyOf(texts));
        }
    }

    private Texts() {}

    /** Every text of a language; a template that names one which is not there fails. */
    static Map<String, String> of(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    private static Map<String, String> read(String resource) {
        var properties = new Properties();
        try (InputStream in = Texts.class.getResourceAsStream(resource)) {
            properties.load(new InputStreamReader(Objects.requireNonNull(in, resource), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return Map.copyOf(texts);
    }
}
