package org.passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.passerelle.bench.Main.Manner;

/** What a question found: printed as it comes, and added to {@code bench/results/DATE.md}, unless the run was a quick one. */
final class Report {

    private final Manner manner;
    private final List<String> lines = new ArrayList<>();

    Report(Question question, Manner manner) {
        this.manner = manner;
        say("## " + question.name() + ", " + LocalTime.now().truncatedTo(ChronoUnit.MINUTES));
        say("");
        say(question.asks());
        say("");
        say(Machine.describe());
        say("");
    }

    /** A line of Markdown. */
    void say(String format, Object... values) {
        String line = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        lines.add(line);
        System.out.println(line);
    }

    /** A table's head. */
    void columns(String... names) {
        say("| " + String.join(" | ", names) + " |");
        say("|" + "---|".repeat(names.length));
    }

    static String verdict(boolean met) {
        return met ? "met" : "not met";
    }

    void keep() throws IOException {
        say("");
        if (manner.quick()) {
            System.out.println("(a quick run: not kept)");
            return;
        }
        Path file = Machine.root().resolve("bench/results/" + LocalDate.now() + ".md");
        Files.createDirectories(file.getParent());
        if (!Files.exists(file)) {
            Files.writeString(file, "# Measured on " + LocalDate.now() + "\n\n");
        }
        Files.write(file, lines, StandardOpenOption.APPEND);
    }
}
