package org.passerelle.command;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the server, and stays until it is told to stop. What can go wrong is looked at before anything listens. */
@Command(name = "serve", description = "Starts the server; the first start prints a link to set it up.")
final class Serve implements Callable<Integer> {

    /** How the machinery below behaves, unless the start says otherwise by {@code -D}. */
    private static final Map<String, String> UNLESS_SAID = Map.of(
            "quarkus.shutdown.timeout", "30s",
            // the gate reads addresses itself, bars unencoded as people write them, and refuses with a reason
            "vertx.disableURIValidation", "true",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.category.\"org.flywaydb\".level", "WARN",
            "quarkus.log.category.\"org.jooq\".level", "WARN");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Where it listens (default: 8080; 0 for any that is free).")
    private int port = House.DEFAULT_PORT;

    @Option(names = "--demo", description = "Fills the data folder with demo data where there is none.")
    private boolean demo;

    @Mixin
    private DataOption data = new DataOption();

    /** The same with demo data, in a folder of its own. */
    @Command(name = "demo", description = "Starts the server with demo data, and prints the credentials.")
    static final class WithDemo implements Callable<Integer> {

        @Option(
                names = "--port",
                paramLabel = "PORT",
                defaultValue = "8080",
                description = "Where it listens (default: 8080; 0 for any that is free).")
        private int port = House.DEFAULT_PORT;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "demo-data",
                description = "The data folder (default: ./demo-data).")
        private Path folder = Path.of("demo-data");

        @Override
        public Integer call() {
            return start(port, folder, true);
        }
    }

    @Override
    public Integer call() {
        return start(port, data.folder, demo);
    }

    private static int start(int wanted, Path folder, boolean demo) {
        int port = free(wanted);
        if (demo) {
            Demo.settle(folder);
        }
        House house = House.open(folder, port);
        if (demo) {
            Demo.prepare(house, "http://localhost:" + port).lines().forEach(System.out::println);
        }
        house.hand();
        var machinery = house.settings().system();
        System.setProperty("quarkus.shutdown.delay", machinery.farewell().toString());
        System.setProperty("quarkus.log.console.json.enabled", Boolean.toString(machinery.jsonLog()));
        System.setProperty(Wiring.DATA, house.dataFolder().toString());
        System.setProperty("quarkus.http.port", Integer.toString(port));
        UNLESS_SAID.forEach((key, value) -> System.setProperty(key, System.getProperty(key, value)));
        int[] status = new int[1];
        Quarkus.run(Ready.class, (code, error) -> {
            status[0] = code;
            if (error != null) {
                System.err.println("The server cannot start: " + House.reason(error));
            }
        });
        return status[0];
    }

    /** The port itself, which must be free; any free one for 0. */
    private static int free(int port) {
        if (port < 0 || port > 65_535) {
            throw new House.Trouble("The port must be from 0 to 65535, not " + port + ".");
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(port));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new House.Trouble(
                    "The port " + port + " is taken: stop what listens there, or choose another by --port.");
        }
    }
}
