package org.passerelle.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.passerelle.credential.Secrets;
import org.passerelle.fault.Fault;
import org.passerelle.licence.Licence;
import org.passerelle.licence.LicenceDesk;
import org.passerelle.licence.LicenceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Licences at the command line: made by who distributes Passerelle, activated by who holds the data folder. */
@Command(name = "licence", description = "Makes, shows and activates licences.")
final class LicenceCommands {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a licence shall say. */
    static final class Wish {

        @Option(names = "--holder", paramLabel = "NAME", required = true, description = "To whom it is given.")
        String holder = "";

        @Option(names = "--id", paramLabel = "ID", description = "Its number; left out, a new one.")
        @Nullable
        String id;

        @Option(names = "--expires", paramLabel = "DATE", description = "Its last day; left out, it does not end.")
        @Nullable
        LocalDate expires;

        @Option(names = "--admin", paramLabel = "NUMBER", required = true, description = "How many ADMIN seats.")
        int admin;

        @Option(names = "--user", paramLabel = "NUMBER", required = true, description = "How many USER seats.")
        int user;

        Licence licence() {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            if (holder.isBlank() || admin < 1 || user < 0 || expires != null && expires.isBefore(today)) {
                throw Fault.badRequest(
                        "A licence has a holder, one ADMIN seat at least, and a last day that has not passed.");
            }
            String number = id == null ? Secrets.sortableId(Clock.systemUTC().instant()) : id;
            return new Licence(number, holder, today, expires, new Licence.Seats(admin, user));
        }
    }

    @Command(
            name = "keys",
            description =
                    "Makes a distributor's keys: the private one is written, the public one printed, for the setting licenceKeys.")
    int keys(@Parameters(paramLabel = "FILE", description = "Where the private key goes; must not be there.") Path file)
            throws IOException {
        KeyPair keys = LicenceFile.newKeys();
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new House.Trouble(file + " is there already: keys are never overwritten.");
        }
        Files.write(file, (LicenceFile.text(keys.getPrivate()) + "\n").getBytes(StandardCharsets.UTF_8));
        out().println(LicenceFile.text(keys.getPublic()));
        return 0;
    }

    @Command(name = "issue", description = "Makes a licence, and prints it.")
    int issue(
            @Mixin Wish wish,
            @Option(names = "--key", paramLabel = "FILE", required = true, description = "The private key.") Path key)
            throws IOException {
        out().print(LicenceFile.write(wish.licence(), privateKey(key)));
        out().flush();
        return 0;
    }

    @Command(name = "show", description = "Shows the licence of a data folder.")
    int show(@Mixin DataOption data) {
        try (House house = House.openExisting(data.folder)) {
            desk(house).lines(house.catalogue()).forEach(out()::println);
        }
        return 0;
    }

    @Command(name = "activate", description = "Activates a licence; owners get a seat.")
    int activate(@Parameters(paramLabel = "FILE", description = "The licence.") Path file, @Mixin DataOption data)
            throws IOException {
        String text = read(file);
        try (House house = House.openExisting(data.folder)) {
            LicenceDesk desk = desk(house);
            house.catalogue().change(unit -> {
                desk.activate(unit, text, null);
                return text;
            });
            desk.lines(house.catalogue()).forEach(out()::println);
        }
        return 0;
    }

    private static LicenceDesk desk(House house) {
        return new LicenceDesk(house.people(), house.settings().licences(), Clock.systemUTC());
    }

    private static PrivateKey privateKey(Path file) throws IOException {
        try {
            return LicenceFile.privateKey(read(file));
        } catch (IllegalArgumentException e) {
            throw new House.Trouble(file + " holds no private key: make one by ./passerelle licence keys FILE.");
        }
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new House.Trouble("There is no file " + file + ".");
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
