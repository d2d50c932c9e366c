package org.passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.passerelle.connection.Told;
import org.passerelle.engine.Database;

/** The two that are compared, each started by the same JVM options on a database of the benchmark's own. */
final class Subject {

    private static final String RUN = "target/quarkus-app/quarkus-run.jar";

    private Subject() {}

    /** No key may ask more often than a million times a minute: together these may as often as the machine can answer. */
    private static final int KEYS = 16;

    /** A data folder of the server, with one connection, all its tables open, and API keys. */
    record House(Path folder, List<String> keys) {

        String key() {
            return keys.getFirst();
        }

        /** For {@link Load}: each connection has one of the keys. */
        String header() {
            return "Authorization: Bearer {" + String.join("|", keys) + "}";
        }
    }

    /** Made as an operator would, by the program's commands. */
    static House house(Path folder, Database database) throws IOException {
        Files.createDirectories(folder);
        String data = folder.toString();
        command("", "owner", "create", "--user", "bench", "--data", data);
        var add = new ArrayList<>(List.of("connection", "add", "--id", "bench", "--open", "--data", data));
        add.addAll(List.of("--url", database.jdbcUrl()));
        if (!database.user().isEmpty()) {
            add.addAll(List.of("--user", database.user(), "--password-stdin"));
        }
        command(database.password() + "\n", add.toArray(String[]::new));
        List<String> keys = IntStream.range(0, KEYS)
                .mapToObj(i -> key(folder, "data:rw", "key" + i))
                .toList();
        return new House(folder, keys);
    }

    /** One more key of the owner's, before the server starts. @param permissions separated by commas */
    static String key(House house, String permissions) {
        return key(house.folder(), permissions, "more");
    }

    private static String key(Path folder, String permissions, String name) {
        return command(
                "",
                words("key create --user bench --permissions " + permissions + " --rate-limit 1000000 --name " + name
                        + " --data " + folder));
    }

    /** An API key for the users of this house. */
    static String administrator(House house) {
        return command(
                "",
                words("key create --user bench --permissions users:rw --rate-limit 1000000 --name administrator --data "
                        + house.folder()));
    }

    private static String[] words(String text) {
        return text.split(" ", -1);
    }

    /** What one of the program's commands prints. */
    static String command(String input, String... arguments) {
        List<String> command = server();
        command.addAll(List.of(arguments));
        return Machine.output(command, input);
    }

    private static List<String> server() {
        return Machine.java(
                "-jar", Machine.root().resolve("server").resolve(RUN).toString());
    }

    static Program passerelle(House house) {
        return passerelle(house, false);
    }

    /** @param cache whether with the ahead-of-time cache that {@code ./passerelle} makes */
    static Program passerelle(House house, boolean cache) {
        return passerelle(house.folder(), cache);
    }

    /** On a data folder that was made otherwise. */
    static Program passerelle(Path folder) {
        return passerelle(folder, false);
    }

    private static Program passerelle(Path folder, boolean cache) {
        int port = Machine.freePort();
        List<String> command = server();
        if (cache) {
            command.add(1, "-XX:AOTCache=" + Machine.root().resolve("server/target/quarkus-app/app.aot"));
        }
        command.addAll(List.of("serve", "--port", Integer.toString(port), "--data", folder.toString()));
        return Program.start("passerelle", port, "Passerelle is ready", command);
    }

    /** @param pool as many connections as the server keeps */
    static Program bare(Database database, int pool) {
        int port = Machine.freePort();
        List<String> command = Machine.java(
                "-Dquarkus.http.port=" + port,
                "-Dbare.url=" + Told.url(database.jdbcUrl()),
                "-Dbare.user=" + database.user(),
                "-Dbare.password=" + database.password(),
                "-Dbare.pool=" + pool,
                "-Dbare.greeting=" + Told.greeting(database.jdbcUrl()),
                "-jar",
                Machine.root().resolve("bench/bare").resolve(RUN).toString());
        return Program.start("bare", port, "The bare handler is ready", command);
    }
}
