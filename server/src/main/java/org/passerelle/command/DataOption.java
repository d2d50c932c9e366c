package org.passerelle.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --data}, which every command has, and {@code --help}. */
final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The data folder (default: ./data).")
    Path folder = Path.of("data");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    boolean help;
}
