package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** The guide's programs, run as they stand on its page, with a key in place of the dots. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class GuideTest {

    private static final Pattern SAMPLE =
            Pattern.compile("<summary>([^<]+)</summary>.*?<pre[^>]*>(.*?)</pre>", Pattern.DOTALL);

    @TempDir
    Path folder;

    /** By the name of the language, in the order of the steps. */
    private static Map<String, List<String>> samples(String language) {
        String page = AtConsole.as("owner")
                .reading()
                .with("Accept-Language", language)
                .get("/console/guide")
                .is(200)
                .text();
        Map<String, List<String>> samples = new LinkedHashMap<>();
        SAMPLE.matcher(page)
                .results()
                .forEach(found -> samples.computeIfAbsent(found.group(1), k -> new ArrayList<>())
                        .add(plain(found.group(2))));
        return samples;
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void it_has_a_program_for_each_with_the_readers_own_address(String language) {
        Map<String, List<String>> samples = samples(language);
        assertThat(samples).containsOnlyKeys("curl", "Python", "Java", "JavaScript");
        assertThat(samples.values())
                .allSatisfy(steps -> assertThat(steps)
                        .hasSize(4)
                        .allMatch(sample -> sample.contains("http://localhost") && sample.contains("psl_…")));
    }

    @ParameterizedTest
    @CsvSource({
        "curl,       bash,    first.sh",
        "Python,     python3, first.py",
        "JavaScript, node,    first.mjs",
        "Java,       java,    First.java"
    })
    void each_program_tells_who_calls_reads_a_table_and_rehearses_a_change(String language, String command, String file)
            throws Exception {
        Path program = program(command);
        long before = clients();
        List<String> said = new ArrayList<>();
        for (String sample : samples("en").get(language)) {
            said.add(run(program, Files.writeString(folder.resolve(file), filledIn(sample))));
        }
        assertThat(said.getFirst()).contains("admin");
        assertThat(said.subList(1, 3)).allMatch(records -> records.contains("CLI-0001"));
        assertThat(said.getLast()).contains("cle").doesNotContain("/problems/");
        assertThat(clients()).isEqualTo(before);
    }

    private static long clients() {
        return Long.parseLong(
                Client.byKey().get("/api/clients?limit=1&count=exact").is(200).header("X-Total-Count"));
    }

    private static String filledIn(String sample) {
        return sample.replace("psl_…", DemoHouse.credentials().path("apiKey").textValue())
                .replaceAll("http://localhost(:\\d+)?", "http://localhost:" + Client.port());
    }

    private static String run(Path program, Path source) throws Exception {
        Process run = new ProcessBuilder(program.toString(), source.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
        return said;
    }

    private static Path program(String command) throws IOException {
        if (command.equals("java")) {
            return Path.of(System.getProperty("java.home"), "bin", "java");
        }
        List<Path> found = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, command))
                .filter(Files::isExecutable)
                .toList();
        Assumptions.assumeFalse(found.isEmpty(), "there is no " + command + " here to run the program");
        return found.getFirst();
    }
}
