package org.passerelle.command;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import org.passerelle.credential.PasswordRules;
import org.passerelle.credential.Passwords;
import org.passerelle.credential.Secrets;
import org.passerelle.people.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The owner at the command line. */
@Command(name = "owner", description = "Makes the first owner, and helps one who cannot come in.")
final class OwnerCommands {

    private static final int PASSWORD = 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "create", description = "Makes the first owner; prints a password unless one is given.")
    int create(
            @Option(names = "--user", paramLabel = "USER", required = true, description = "The login.") String user,
            @Option(names = "--name", paramLabel = "NAME", description = "The name; the login when left out.") @Nullable
                    String name,
            @Option(
                            names = "--password-stdin",
                            description = "Reads the password from the first line of the standard input.")
                    boolean given,
            @Mixin DataOption data) {
        Account.checkedId("--user", user);
        String password = given ? StandardInput.line("password") : Secrets.fresh(PASSWORD);
        if (given) { // a random one may hold a short login by chance, and is none the worse for it
            PasswordRules.check(user, password);
        }
        try (House house = House.open(data.folder, House.DEFAULT_PORT)) {
            String hash = new Passwords().hash(password);
            String shown = name == null ? user : name;
            house.change("owner.create", user, unit -> house.firstOwner().create(unit, user, shown, hash));
        }
        tell("The owner is " + user + ".", given ? null : password);
        return 0;
    }

    @Command(
            name = "reset",
            description =
                    "Gives an owner another password and takes his second factor away; prints the password unless one is"
                            + " given.")
    int reset(
            @Option(names = "--user", paramLabel = "USER", required = true, description = "The login.") String user,
            @Option(
                            names = "--password-stdin",
                            description = "Reads the password from the first line of the standard input.")
                    boolean given,
            @Mixin DataOption data) {
        String password = given ? StandardInput.line("password") : Secrets.fresh(PASSWORD);
        PasswordRules.check(user, password);
        try (House house = House.openExisting(data.folder)) {
            String hash = new Passwords().hash(password);
            house.catalogue().change(unit -> {
                house.ownerRescue().reset(unit, user, hash);
                return user;
            });
        }
        tell("The owner " + user + " has another password.", given ? null : password);
        return 0;
    }

    private void tell(String what, @Nullable String password) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        if (password != null) {
            out.println("Password: " + password);
        }
    }
}
