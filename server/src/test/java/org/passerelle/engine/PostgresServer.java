package org.passerelle.engine;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The PostgreSQL of this JVM. Durable: zonky turns fsync and synchronous_commit off, here both are on.
 * Passwords are asked (SCRAM) of all but the superuser. Sorted by code point with Unicode upper and lower case, in UTC,
 * whatever the machine's locale. As root the packager runs it in a user namespace ({@code unshare -U}).
 */
final class PostgresServer {

    private static final Logger PACKAGER = Logger.getLogger("io.zonky");

    private PostgresServer() {}

    /** A database as a copy of another, to which nobody may be connected; {@code template1} is the empty one. */
    static Database create(String name, String template) {
        admin(port()).execute("create database " + name + " owner " + Engine.USER + " template " + template);
        return Engine.POSTGRESQL.at(url(port(), name));
    }

    static void drop(String name) {
        admin(port()).execute("drop database " + name + " with (force)");
    }

    private static Database admin(String port) {
        return new Database(Engine.POSTGRESQL.type(), url(port, "postgres"), "postgres", "");
    }

    private static String url(String port, String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    private static String port() {
        return EngineFolder.perJvm("postgresql", PostgresServer::start);
    }

    private static String start() {
        if ("root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new IllegalStateException(
                    "PostgreSQL refuses to run as root, and `unshare -U`, by which it would not "
                            + "be root, fails here (a container without user namespaces?): test as another user");
        }
        System.setProperty(
                "ot.epg.working-dir",
                EngineFolder.shared().resolve("postgresql").toString());
        PACKAGER.setLevel(Level.WARNING);
        Path data = EngineFolder.of("postgresql");
        Path log = EngineFolder.of(".").resolve("postgresql.log");
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setDataDirectoryCustomizer(PostgresServer::askPasswords)
                    .setLocaleConfig("locale", "C")
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .start();
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
            EngineFolder.endAtExit(
                    Long.parseLong(pid.strip()), "QUIT"); // TERM would wait for clients, INT for the disk
            String port = Integer.toString(server.getPort());
            admin(port)
                    .execute("create role " + Engine.USER + " login createdb createrole password '" + Engine.PASSWORD
                            + "'");
            return port;
        } catch (IOException | IllegalStateException e) {
            throw new IllegalStateException("PostgreSQL did not start: " + read(log), e);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "without a log";
        }
    }

    private static void askPasswords(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), """
                    host all postgres 127.0.0.1/32 trust
                    host all postgres ::1/128      trust
                    host all all      127.0.0.1/32 scram-sha-256
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
