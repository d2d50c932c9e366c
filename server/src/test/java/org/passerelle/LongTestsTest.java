package org.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What {@code ./passerelle test} tells at its end that it has left out is what it has left out. */
class LongTestsTest {

    private static final Path PAGE = Path.of("../docs/reference/long-tests.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE);

    /** A tag, other annotations, and the class or method that it is of. */
    private static final Pattern TAGGED =
            Pattern.compile("@Tag\\(\"long\"\\)\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:class (\\w+)|void (\\w+)\\()");

    @Test
    void the_page_names_every_long_test_and_no_other() throws IOException {
        Set<String> told = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isNotEmpty().isEqualTo(tagged());
    }

    private static Set<String> tagged() throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                String name = file.getFileName().toString().replace(".java", "");
                var tags = TAGGED.matcher(text).results().toList();
                assertThat(tags)
                        .as("tags of %s that are understood here", name)
                        .hasSameSizeAs(Pattern.compile("^ *@Tag\\(\"long\"\\)", Pattern.MULTILINE)
                                .matcher(text)
                                .results()
                                .toList());
                tags.forEach(tag -> found.add(tag.group(1) != null ? name : name + "." + tag.group(2)));
            }
        }
        return found;
    }
}
