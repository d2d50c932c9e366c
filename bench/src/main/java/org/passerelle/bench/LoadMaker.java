package org.passerelle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process that makes load, at hand. */
final class LoadMaker implements AutoCloseable {

    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;

    LoadMaker() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // takes less from the server's cores while it compiles
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName())
                .redirectError(Redirect.INHERIT)
                .start();
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Latencies in microseconds. */
    record Made(long answered, long failed, long bytes, long median, long p99) {}

    /** What {@link Load} makes of the path and the header, which may be empty. */
    Made make(int port, int connections, long millis, String path, String header) throws IOException {
        orders.println(port + " " + connections + " " + millis + " " + path + " " + header);
        String[] told = answers.readLine().split(" ");
        var made = new Made(
                Long.parseLong(told[0]),
                Long.parseLong(told[1]),
                Long.parseLong(told[2]),
                Long.parseLong(told[3]),
                Long.parseLong(told[4]));
        if (made.failed() > 0 || made.answered() == 0) {
            throw new IllegalStateException(path + ": " + made);
        }
        return made;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
