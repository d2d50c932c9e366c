package org.passerelle.command;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.configuration.Trouble;
import org.passerelle.fault.Fault;
import org.passerelle.setting.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The program. Answers on stdout, complaints on stderr, never a stack trace; exit status 0 when it is done, 1 when it could not be done, 2
 * when the command or the settings are wrong.
 */
@QuarkusMain
@Command(
        name = "./passerelle",
        description = "Opens a business database to other software, safely.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Serve.class,
            Serve.WithDemo.class,
            KeyCommands.class,
            OwnerCommands.class,
            ConnectionCommands.class,
            AuditCommands.class,
            TokenCommands.class,
            LicenceCommands.class,
            BackupCommands.Backup.class,
            BackupCommands.Restore.class,
            ConfigCommands.class
        })
public final class Main {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this.")
    boolean help;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final int FAILED = 1;
    private static final int MISUSED = CommandLine.ExitCode.USAGE;

    private Main() {}

    public static void main(String... args) {
        System.exit(line().execute(args));
    }

    static CommandLine line() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::misused)
                .setExecutionExceptionHandler((e, line, parsed) -> failed(e, line.getErr()));
    }

    @Command(name = "help", description = "Shows this, or what a command takes.")
    int help(@Parameters(paramLabel = "COMMAND", arity = "0..*") @Nullable List<String> command) {
        CommandLine line = spec.commandLine();
        for (String word : command == null ? List.<String>of() : command) {
            line = line.getSubcommands().get(word);
            if (line == null) {
                throw new CommandLine.ParameterException(spec.commandLine(), "There is no command " + word + ".");
            }
        }
        line.usage(line.getOut());
        return 0;
    }

    private static int misused(CommandLine.ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.println(e.getMessage());
        err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int failed(Exception e, PrintWriter err) {
        switch (e) {
            case Settings.SettingsProblem problem -> {
                err.println(problem.getMessage());
                return MISUSED;
            }
            case House.Trouble trouble -> err.println(trouble.getMessage());
            case Trouble trouble -> err.println(trouble.getMessage());
            case Fault fault -> {
                err.println(fault.detail());
                fault.errors().stream()
                        .map(error -> error.pointer() + " " + error.detail())
                        .skip(fault.errors().size() == 1 ? 1 : 0)
                        .forEach(line -> err.println("  " + line));
            }
            default ->
                err.println(
                        "It failed: " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        }
        return FAILED;
    }
}
