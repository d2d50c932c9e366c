package org.passerelle.command;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ConnectionBody;
import org.passerelle.connection.ConnectionDesk;
import org.passerelle.connection.PhysicalTable;
import org.passerelle.schema.Opening;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Business databases at the command line. */
@Command(name = "connection", description = "Adds, lists, tries and removes business databases.")
final class ConnectionCommands {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "add", description = "Adds a business database; its tables stay closed until someone opens them.")
    int add(
            @Option(names = "--url", paramLabel = "URL", required = true, description = "JDBC URL, without secrets.")
                    String url,
            @Option(names = "--id", paramLabel = "ID", description = "Its id; made from the name when left out.")
                    @Nullable
                    String id,
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            description = "What people call it; the id when left out, or the database's name.")
                    @Nullable
                    String name,
            @Mixin Access access,
            @Option(names = "--open", description = "Opens all its tables to the API.") boolean open,
            @Mixin DataOption data) {
        try (House house = House.open(data.folder, House.DEFAULT_PORT)) {
            ConnectionDesk desk = house.connections();
            String called = id == null && name == null ? databaseOf(url) : name;
            var body = new ConnectionBody(
                    id, called, null, url, access.user, access.password(), null, access.readOnly, null, null, null);
            String shown = id != null ? id : Objects.requireNonNullElse(called, "");
            String saved = house.change("connections.create", shown, unit -> desk.add(unit, body));
            out().println("The connection " + saved + " is saved.");
            if (open) {
                out().println("Tables opened: " + open(house, desk, saved));
            }
        }
        return 0;
    }

    /** {@code compta} of {@code jdbc:postgresql://db.example.org/compta?sslmode=require}, and of {@code jdbc:sqlite:data/compta.db}. */
    private static String databaseOf(String url) {
        String address = url.split("[?;]", 2)[0];
        return address.replaceFirst("^.*[/\\\\:]", "").replaceFirst("\\.\\w+$", "");
    }

    /** How the database lets one in. */
    static final class Access {

        @Option(names = "--user", paramLabel = "USER", description = "The database user.")
        @Nullable
        String user;

        @Option(
                names = "--password-stdin",
                description = "Reads the password from the first line of the standard input.")
        boolean passwordGiven;

        @Option(names = "--read-only", description = "Refuses every change.")
        boolean readOnly;

        @Nullable
        String password() {
            return passwordGiven ? StandardInput.line("password") : null;
        }
    }

    @Command(name = "list", description = "Lists the business databases.")
    int list(@Mixin DataOption data) {
        try (House house = House.openExisting(data.folder)) {
            for (ConnectionBody c : house.connections().list()) {
                out().println(c.id() + "\t" + c.name() + "\t" + c.url() + "\t" + Objects.toString(c.user(), ""));
            }
        }
        return 0;
    }

    @Command(name = "test", description = "Tries whether a business database answers.")
    int test(@Parameters(paramLabel = "ID", description = "The connection.") String id, @Mixin DataOption data) {
        try (House house = House.openExisting(data.folder)) {
            out().println(id + " answers: " + house.connections().test(id));
        }
        return 0;
    }

    @Command(
            name = "remove",
            description = "Removes a business database; its own data stay where they are, files on its records go.")
    int remove(@Parameters(paramLabel = "ID", description = "The connection.") String id, @Mixin DataOption data) {
        try (House house = House.openExisting(data.folder)) {
            int files = house.change("connections.delete", id, unit -> {
                int gone = house.attachments().removeAll(unit, id);
                house.connections().remove(unit, id);
                return gone;
            });
            out().println("The connection " + id + " is removed"
                    + (files == 0 ? "." : ", and with it the files on its records: " + files + "."));
        }
        return 0;
    }

    private static int open(House house, ConnectionDesk desk, String id) {
        java.util.List<PhysicalTable> tables = desk.tables(id);
        return house.change("tables.open", id, unit -> Opening.all(unit, house.catalogue(), id, tables));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
