package org.passerelle.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.publication.PublicFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tokens of the permission file at the command line: made so that nobody guesses them. */
@Command(name = "token", description = "Makes tokens for public data in limited access.")
final class TokenCommands {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a token shall open, and whose it is. */
    static final class Wish {

        @Option(names = "--description", paramLabel = "TEXT", required = true, description = "What it is for.")
        String description = "";

        @Option(
                names = "--contact",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Whom to ask: 'Anne Roy <anne.roy@example.org>'.")
        String contact = "";

        @Option(
                names = "--module",
                paramLabel = "MODULE=ACTIONS",
                required = true,
                description = "What it opens: indicator=all, level=list,info; may be said again.")
        List<String> modules = List.of();

        @Option(
                names = "--status",
                paramLabel = "CODES",
                split = ",",
                description = "Of which records: all, or some of P,D,PA,AA; left out, P.")
        @Nullable
        List<String> statuses;

        Map<String, List<String>> actions() {
            var actions = new LinkedHashMap<String, List<String>>();
            for (String said : modules) {
                int equals = said.indexOf('=');
                if (equals <= 0 || equals == said.length() - 1) {
                    throw Fault.badRequest(
                            "--module is said as indicator=all or indicator=list,info; what is \"{}\"?", said);
                }
                actions.put(
                        said.substring(0, equals).strip(),
                        List.of(said.substring(equals + 1).strip().split("\\s*,\\s*")));
            }
            return actions;
        }
    }

    @Command(
            name = "create",
            description =
                    "Makes a token. Where there is no permission file yet, one is written; else what to add to it is printed.")
    int create(@Mixin Wish wish, @Mixin DataOption data) throws IOException {
        Path folder = data.folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new House.Trouble("There is no data folder " + folder + ".");
        }
        var files = new PublicFiles(folder);
        var entries = Json.MAPPER.createObjectNode();
        String token = PublicFiles.token();
        entries.set(
                token,
                PublicFiles.entry(
                        wish.description,
                        wish.contact,
                        wish.actions(),
                        wish.statuses == null ? List.of() : wish.statuses));
        var present = files.present();
        if (present.isPresent()) {
            out().println(PublicFiles.pretty(entries));
            err().println("Add this member to " + present.get() + ": it counts as soon as that file is saved.");
        } else {
            Path file = files.write(entries);
            out().println(token);
            err().println("It is written to " + file + ".");
        }
        if (!files.provided().equals("LIMITED")) {
            err().println("Note: tokens count once API_PROVIDE is limited-access, in " + folder.resolve("config.ini")
                    + ".");
        }
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
