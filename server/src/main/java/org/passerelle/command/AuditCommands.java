package org.passerelle.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.audit.AuditLog;
import org.passerelle.audit.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./passerelle audit}: whether the log is what was written. */
@Command(name = "audit", description = "Verifies the audit log, and tells the key that verifies it.")
final class AuditCommands {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "verify",
            description =
                    "Verifies the log and its sealed segments, or only the segments that are named; 1 when something is wrong.")
    int verify(
            @Parameters(paramLabel = "FILE", arity = "0..*", description = "Sealed segments.") @Nullable
                    List<Path> files,
            @Option(
                            names = "--key",
                            paramLabel = "KEY",
                            description = "The public key, where there is no data folder that has it.")
                    @Nullable
                    String key,
            @Mixin DataOption data) {
        if (files != null && key != null) {
            return verify(files, key) ? 0 : 1;
        }
        try (House house = House.openExisting(data.folder)) {
            AuditLog log = house.audit();
            String ours = key == null ? log.publicKey() : key;
            if (files != null) {
                return verify(files, ours) ? 0 : 1;
            }
            Path folder = house.settings().audit().folder();
            boolean intact = verify(segments(folder), ours);
            return told("the log", log.verify(folder)) && intact ? 0 : 1;
        }
    }

    @Command(name = "key", description = "Prints the public key; keep it elsewhere, to verify by.")
    int key(@Mixin DataOption data) {
        try (House house = House.openExisting(data.folder)) {
            out().println(house.audit().publicKey());
        }
        return 0;
    }

    private boolean verify(List<Path> files, String key) {
        boolean intact = true;
        for (Path file : files) {
            intact &= told(String.valueOf(file.getFileName()), AuditLog.verify(file, key));
        }
        return intact;
    }

    private boolean told(String what, Verdict verdict) {
        String lines = verdict.lines() == 0
                ? "no lines"
                : verdict.lines() + " lines, from " + verdict.first() + " to " + verdict.last();
        boolean intact = verdict.findings().isEmpty();
        out().println(what + ": " + lines + (intact ? ", as they were written" : ""));
        verdict.findings().forEach(finding -> out().println("  " + finding));
        return intact;
    }

    private static List<Path> segments(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".ndjson.gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
