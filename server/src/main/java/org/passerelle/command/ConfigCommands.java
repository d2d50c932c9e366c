package org.passerelle.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.passerelle.configuration.Plan;
import org.passerelle.configuration.RemoteConfiguration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The configuration of a server that runs, as a document. What is wrong is exit status 1 here, since 2 says that there is something to do. */
@Command(
        name = "config",
        description = "Takes the configuration of a server out as a document, and makes it so on servers.",
        exitCodeOnInvalidInput = ConfigCommands.WRONG)
final class ConfigCommands {

    static final int WRONG = 1;
    private static final int CHANGES = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Which document, and how far it goes. */
    static final class Wish {

        @Parameters(paramLabel = "FILE", description = "The document, as config export writes it.")
        private Path file = Path.of("");

        @Option(names = "--prune", description = "Removes what the document does not say, in the sections that it has.")
        private boolean prune;

        Plan plan(RemoteConfiguration configuration) {
            try {
                return configuration.plan(Files.readString(file), System::getenv, prune);
            } catch (NoSuchFileException e) {
                throw new House.Trouble("There is no file " + file + ".");
            } catch (IOException e) {
                throw new House.Trouble(file + " cannot be read: " + House.reason(e));
            }
        }
    }

    @Command(
            name = "export",
            description = "Writes the configuration as YAML, without secrets.",
            exitCodeOnInvalidInput = WRONG)
    int export(
            @Mixin ServerOption server,
            @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: the standard output).")
                    @Nullable
                    Path file) {
        String document = server.open(err()::println).export();
        if (file == null) {
            out().print(document);
            out().flush();
        } else {
            write(file, document);
        }
        return 0;
    }

    @Command(
            name = "plan",
            description = {
                "Tells what apply would do, by rehearsing each step on the server.",
                "Exit status: 0 nothing to do, 2 something to do, 1 something is wrong or refused."
            },
            exitCodeOnInvalidInput = WRONG)
    int plan(@Mixin ServerOption server, @Mixin Wish wish) {
        Plan plan = wish.plan(server.open(err()::println));
        plan.lines().forEach(out()::println);
        return plan.isRefused() ? WRONG : plan.isEmpty() ? 0 : CHANGES;
    }

    @Command(
            name = "apply",
            description = "Makes the server as the document says; stops at the first refusal.",
            exitCodeOnInvalidInput = WRONG)
    int apply(@Mixin ServerOption server, @Mixin Wish wish) {
        RemoteConfiguration configuration = server.open(err()::println);
        Plan plan = wish.plan(configuration);
        if (plan.isEmpty() || plan.isRefused()) {
            plan.lines().forEach(out()::println);
            out().println("Nothing was changed.");
            return plan.isRefused() ? WRONG : 0;
        }
        return configuration.apply(plan, out()::println) ? 0 : WRONG;
    }

    /** Whole or not at all. */
    private static void write(Path file, String document) {
        try {
            Path whole = file.toAbsolutePath();
            Path fresh = Files.createTempFile(whole.getParent(), "configuration", ".new");
            Files.writeString(fresh, document);
            Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new House.Trouble(file + " cannot be written: " + House.reason(e));
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
