package org.passerelle.command;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.attachment.Attachments;
import org.passerelle.audit.AuditLine;
import org.passerelle.audit.AuditLog;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.connection.ConnectionDesk;
import org.passerelle.credential.ApiKey;
import org.passerelle.credential.ApiKeys;
import org.passerelle.credential.FirstOwner;
import org.passerelle.people.People;
import org.passerelle.setting.Settings;
import org.passerelle.signin.OwnerRescue;
import org.passerelle.system.SettingStore;
import org.passerelle.token.Revocations;

/** The data folder, opened: its settings, its catalogue, its vault. */
record House(Path dataFolder, AllSettings settings, Catalogue catalogue, Vault vault) implements AutoCloseable {

    /** The one that the start of the server opened, until the server's beans take it. */
    private static final AtomicReference<@Nullable House> HANDED = new AtomicReference<>();

    static final int DEFAULT_PORT = 8080;

    /**
     * Opens it, and makes it where there is none, for its owner's eyes only.
     *
     * @throws Trouble when the folder or the catalogue cannot be had
     * @throws Settings.SettingsProblem with everything that is wrong
     */
    static House open(Path folder, int port) {
        Path dataFolder = made(folder);
        var settings = AllSettings.read(dataFolder, System.getenv(), port, Map.of());
        try {
            var vault = Vault.open(settings.catalogue());
            var catalogue = Catalogue.open(settings.catalogue());
            Map<String, String> kept = SettingStore.all(catalogue, vault);
            var whole = kept.isEmpty() ? settings : AllSettings.read(dataFolder, System.getenv(), port, kept);
            return new House(dataFolder, whole, catalogue, vault);
        } catch (Settings.SettingsProblem e) {
            throw e;
        } catch (RuntimeException e) {
            throw new Trouble("The catalogue cannot be opened: " + reason(e));
        }
    }

    /**
     * The data folder, made where there is none.
     *
     * @throws Trouble when it cannot be had
     */
    static Path made(Path folder) {
        Path dataFolder = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    dataFolder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            throw new Trouble("The data folder " + dataFolder + " is no folder.");
        } catch (IOException e) {
            throw new Trouble("The data folder " + dataFolder + " cannot be made: " + reason(e));
        }
        return dataFolder;
    }

    /** @throws Trouble when there is no such folder: a command that only looks makes none */
    static House openExisting(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Trouble(
                    "There is no data folder " + folder.toAbsolutePath().normalize() + ".");
        }
        return open(folder, DEFAULT_PORT);
    }

    void hand() {
        HANDED.set(this);
    }

    /** The one that was handed on, or one newly opened. */
    static House take(Path folder, int port) {
        House handed = HANDED.getAndSet(null);
        return handed != null ? handed : open(folder, port);
    }

    People people() {
        return new People(catalogue);
    }

    ApiKeys keys() {
        return ApiKeys.of(catalogue, settings.keys(), Clock.systemUTC());
    }

    FirstOwner firstOwner() {
        return new FirstOwner(people(), Clock.systemUTC());
    }

    AuditLog audit() {
        return new AuditLog(catalogue, vault, Clock.systemUTC());
    }

    /** Changes the catalogue by the command line, with a line in the audit log. */
    <T> T change(String operation, String target, Function<Unit, T> work) {
        AuditLog log = audit();
        return catalogue.change(unit -> {
            T made = work.apply(unit);
            Instant now = Instant.now();
            log.append(unit, new AuditLine(now, ApiKey.COMMAND_LINE, null, "", operation, target, "200", false, ""));
            return made;
        });
    }

    OwnerRescue ownerRescue() {
        return new OwnerRescue(people(), new Revocations(catalogue, Clock.systemUTC()));
    }

    ConnectionDesk connections() {
        return new ConnectionDesk(catalogue, vault, settings.connections());
    }

    Attachments attachments() {
        return new Attachments(settings.attachments(), Clock.systemUTC());
    }

    @Override
    public void close() {
        catalogue.close();
    }

    /** The innermost message, which says what the machine said. */
    static String reason(Throwable e) {
        Throwable inner = e;
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            inner = cause;
        }
        return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    }

    /** What keeps a command from doing its work, told in one sentence. */
    static final class Trouble extends RuntimeException {
        Trouble(String message) {
            super(message, null, false, false);
        }
    }
}
