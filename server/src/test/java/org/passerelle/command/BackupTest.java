package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Soon;
import org.passerelle.setting.Settings;

/** A backup is made while the catalogue is written, and what it holds is all that was acknowledged before it began (F9). */
class BackupTest {

    @TempDir
    Path temp;

    private record Ran(int status, String out, String err) {}

    private Ran command(String data, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(args));
        all.add("--data");
        all.add(temp.resolve(data).toString());
        int status = Main.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    /** A data folder whose catalogue is on that engine. */
    private void folder(String name, Engine engine) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name));
        if (engine == Engine.POSTGRESQL) {
            Database database = engine.fresh("backup");
            Files.writeString(
                    folder.resolve(Settings.FILE),
                    "catalogueUrl=" + database.jdbcUrl() + "\ncatalogueUser=" + database.user() + "\ncataloguePassword="
                            + database.password() + "\n");
        }
    }

    private static List<String> targets(House house) {
        return house.catalogue()
                .all(
                        row -> row.text("target"),
                        "SELECT target FROM audit_line WHERE operation = 'test' ORDER BY number");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void what_was_acknowledged_before_is_there_after_a_restore_and_the_log_is_whole(Engine engine)
            throws IOException, InterruptedException {
        folder("before", engine);
        assertThat(command("before", "owner", "create", "--user", "olga").status())
                .isZero();
        Files.createDirectories(temp.resolve("before/config"));
        Files.writeString(temp.resolve("before/config/kept.txt"), "kept");
        Files.writeString(temp.resolve("before/business.db"), "not ours");
        var written = new AtomicInteger();
        var enough = new AtomicBoolean();
        int acknowledged;
        try (House house = House.openExisting(temp.resolve("before"))) {
            Thread writer = Thread.ofVirtual().start(() -> {
                while (!enough.get()) {
                    int next = written.get();
                    house.change("test", "line" + next, unit -> unit);
                    written.incrementAndGet();
                }
            });
            Soon.atLast("something is written", () -> written.get() > 5);
            acknowledged = written.get();
            Ran backup = command("before", "backup", temp.resolve("copy.zip").toString());
            enough.set(true);
            writer.join();
            assertThat(backup.err()).isEmpty();
            assertThat(backup.out()).contains("Left out: business.db").contains("copy.zip: ");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp.resolve("copy.zip"))))
                .isEqualTo("rw-------");
        folder("after", engine);
        Ran restored = command("after", "restore", temp.resolve("copy.zip").toString());
        assertThat(restored.err()).isEmpty();
        try (House house = House.openExisting(temp.resolve("after"))) {
            List<String> targets = targets(house);
            assertThat(targets).hasSizeGreaterThanOrEqualTo(acknowledged).startsWith("line0", "line1", "line2");
            assertThat(house.people().find("olga")).isPresent();
        }
        assertThat(temp.resolve("after/config/kept.txt")).hasContent("kept");
        assertThat(temp.resolve("after/business.db")).doesNotExist();
        assertThat(command("after", "audit", "verify").status()).isZero();
        assertThat(command("after", "key", "create", "--user", "olga", "--name", "k", "--permissions", "data:r")
                        .status())
                .isZero();
    }

    @Test
    void a_damaged_backup_is_refused() throws IOException {
        assertThat(command("before", "owner", "create", "--user", "olga").status())
                .isZero();
        Path archive = temp.resolve("copy.zip");
        assertThat(command("before", "backup", archive.toString()).status()).isZero();
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length / 3] ^= 1;
        Files.write(temp.resolve("damaged.zip"), bytes);
        Ran refused = command("after", "restore", temp.resolve("damaged.zip").toString());
        assertThat(refused.status()).isOne();
        assertThat(refused.err()).isNotEmpty().doesNotContain("\tat ");
        assertThat(temp.resolve("after/catalogue.db")).doesNotExist();
        Files.write(temp.resolve("other.zip"), "PK".getBytes(StandardCharsets.UTF_8));
        assertThat(command("after", "restore", temp.resolve("other.zip").toString())
                        .status())
                .isOne();
    }

    @Test
    void nothing_is_written_over() throws IOException {
        assertThat(command("before", "owner", "create", "--user", "olga").status())
                .isZero();
        String archive = temp.resolve("copy.zip").toString();
        assertThat(command("before", "backup", archive).status()).isZero();
        assertThat(command("before", "backup", archive).err()).contains("is there already");
        assertThat(command("before", "restore", archive).err()).contains("is not empty");
        assertThat(command("after", "restore", archive + "x").err()).contains("There is no file");
        assertThat(command("none", "backup", archive + "y").err()).contains("There is no data folder");
        assertThat(Path.of(archive + "y")).doesNotExist();
    }
}
