package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.access.ApiType;
import org.passerelle.fault.Fault;

/** The words of the pages: the same in both languages, none missing, none idle. */
class TextsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern USED = Pattern.compile("\\{t\\.(\\w+)}");

    @Test
    void both_languages_have_the_same_texts() {
        assertThat(Texts.of(Language.FR).keySet())
                .isEqualTo(Texts.of(Language.EN).keySet());
        assertThat(Texts.of(Language.FR).values()).noneMatch(String::isBlank);
        assertThat(Texts.of(Language.EN).values()).noneMatch(String::isBlank);
    }

    @Test
    void templates_use_the_texts_that_there_are_and_no_text_is_idle() throws IOException {
        Set<String> used = new TreeSet<>();
        try (var files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                USED.matcher(Files.readString(file)).results().forEach(found -> used.add(found.group(1)));
            }
        }
        used.addAll(ConsoleTexts.needed());
        for (Fault.Kind kind : Fault.Kind.values()) {
            String name = "problem_" + kind.code().replace('-', '_');
            used.addAll(Set.of(name + "_name", name + "_means", name + "_do"));
        }
        used.addAll(Set.of("problem_means", "problem_do"));
        used.addAll(Set.of("consent_reads", "consent_changes"));
        Stream.of("user", "admin", "openid", "profile", "email").forEach(scope -> used.add("consent_scope_" + scope));
        Stream.of(ApiType.values()).forEach(type -> used.add("consent_type_" + type.word()));
        Set<String> there = new TreeSet<>(Texts.of(Language.EN).keySet());
        assertThat(there).containsAll(used);
        there.removeAll(used);
        assertThat(there).isSubsetOf(ConsoleTexts.possible());
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void every_kind_of_problem_is_told_apart_in_both_languages(Fault.Kind kind) {
        String name = "problem_" + kind.code().replace('-', '_') + "_means";
        assertThat(Texts.of(Language.EN).get(name))
                .isNotEqualTo(Texts.of(Language.FR).get(name));
        assertThat(Arrays.stream(Fault.Kind.values())
                        .map(k ->
                                Texts.of(Language.FR).get("problem_" + k.code().replace('-', '_') + "_name"))
                        .collect(Collectors.toSet()))
                .hasSize(Fault.Kind.values().length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                            | EN
        fr                  | FR
        fr-FR               | FR
        fr-CA,en;q=0.5      | FR
        en,fr;q=0.9         | EN
        de,fr;q=0.5         | FR
        de                  | EN
        *                   | EN
        en;q=0.1,fr;q=0.9   | FR
        !!                  | EN
        fr;q=x              | EN
        """)
    void the_language_is_the_readers(String header, Language expected) {
        assertThat(Language.accepted(header)).isEqualTo(expected);
    }
}
