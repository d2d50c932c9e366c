package org.passerelle.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, which every command has. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: ./data).")
    Path folder = Path.of("data");
}
