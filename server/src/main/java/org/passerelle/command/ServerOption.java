package org.passerelle.command;

import java.util.function.Consumer;
import org.passerelle.configuration.RemoteConfiguration;
import picocli.CommandLine.Option;

/** {@code --server} and the key for it, which comes by the environment or the standard input: a command line is seen by others. */
final class ServerOption {

    static final String KEY = "PASSERELLE_KEY";

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "The server's address (default: http://localhost:8080).")
    private String url = "http://localhost:8080";

    @Option(
            names = "--key-stdin",
            description = "Reads an API key from the first line of the standard input; else it is in " + KEY + ".")
    private boolean given;

    /** @throws House.Trouble when there is no key */
    RemoteConfiguration open(Consumer<String> notes) {
        String key = given ? StandardInput.line("key") : System.getenv(KEY);
        if (key == null) {
            throw new House.Trouble(
                    "An API key is needed: in the environment variable " + KEY + ", or by --key-stdin.");
        }
        return new RemoteConfiguration(url, key.strip(), notes);
    }
}
