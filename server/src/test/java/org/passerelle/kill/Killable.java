package org.passerelle.kill;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The built server with its demo data, in a process that may be killed and started again on the same folder. */
final class Killable implements AutoCloseable {

    private static final String READY = "Passerelle is ready at ";
    private static final Path APP = Path.of(System.getProperty("passerelle.app", "target/quarkus-app/quarkus-run.jar"))
            .toAbsolutePath();
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final String url;

    private Killable(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** What makes later starts quicker; made once, by a start that is ended kindly. */
    static List<String> trained(Path folder) throws IOException, InterruptedException {
        Path cache = folder.resolve("app.aot");
        try (var server = start(folder.resolve("training"), List.of("-XX:AOTCacheOutput=" + cache))) {
            server.process.destroy();
            server.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off") : List.of();
    }

    /** Starts it, and waits until it says that it is ready. */
    static Killable start(Path data, List<String> options) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-jar", APP.toString(), "demo", "--port", "0", "--data", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new StringBuilder();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(READY)) {
                Thread.ofVirtual().start(() -> swallow(out));
                return new Killable(
                        process,
                        line.substring(line.indexOf(READY) + READY.length()).trim());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server did not start:\n" + said);
    }

    /** Whoever does not listen holds up who speaks. What it says is kept in the file {@code kill.log}, where one is named. */
    private static void swallow(BufferedReader out) {
        String kept = System.getProperty("kill.log");
        try (out;
                Writer to =
                        kept == null ? Writer.nullWriter() : Files.newBufferedWriter(Path.of(kept), CREATE, APPEND)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                to.write(line + "\n");
                to.flush();
            }
        } catch (IOException e) {
            // it was killed
        }
    }

    String url() {
        return url;
    }

    static JsonNode credentials(Path data) {
        try {
            return new ObjectMapper()
                    .readTree(data.resolve("demo-credentials.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code kill -9}: nothing is written, closed or said any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
