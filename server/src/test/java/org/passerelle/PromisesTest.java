package org.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/promises.md} and the tables beside it name only tests that there are. */
class PromisesTest {

    private static final List<Path> DOCUMENTS = List.of(
            Path.of("../docs/reference/promises.md"),
            Path.of("../docs/reference/oauth-clauses.md"),
            Path.of("../docs/reference/asvs.md"));
    private static final Pattern SHOWN_BY = Pattern.compile("\\b([A-Z]\\w+Test)(?:\\.(\\w+))?");

    @Test
    void each_test_that_shows_a_promise_is_in_the_suite() throws IOException {
        Map<String, String> suite = suite();
        var named = DOCUMENTS.stream()
                .flatMap(document -> SHOWN_BY.matcher(text(document)).results())
                .toList();
        assertThat(named).isNotEmpty().allSatisfy(found -> {
            assertThat(suite).containsKey(found.group(1));
            if (found.group(2) != null) {
                assertThat(suite.get(found.group(1))).contains("void " + found.group(2) + "(");
            }
        });
    }

    /** The sources of the test classes, by their names. */
    private static Map<String, String> suite() throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), PromisesTest::text));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
