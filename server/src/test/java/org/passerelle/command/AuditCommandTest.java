package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.setting.Settings;
import picocli.CommandLine;

/** {@code ./passerelle audit}: what commands change is in the log, and the log is as it was written, or one is told where not. */
class AuditCommandTest {

    @TempDir
    Path temp;

    private record Ran(int status, String out, String err) {}

    private Ran run(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = Main.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var all = new ArrayList<>(List.of(args));
        all.add("--data");
        all.add(temp.toString());
        int status = line.execute(all.toArray(String[]::new));
        return new Ran(status, out.toString(), err.toString());
    }

    @BeforeEach
    void a_key_of_the_owners() {
        assertThat(run("owner", "create", "--user", "olga").status()).isZero();
        assertThat(run("key", "create", "--user", "olga", "--name", "k", "--permissions", "data:r")
                        .status())
                .isZero();
    }

    @Test
    void what_commands_change_is_in_the_log() {
        assertThat(run("audit", "verify"))
                .isEqualTo(new Ran(0, "the log: 2 lines, from 1 to 2, as they were written\n", ""));
        try (House house = House.openExisting(temp)) {
            assertThat(house.catalogue()
                            .all(
                                    row -> row.text("account") + " " + row.text("operation") + " " + row.text("target"),
                                    "SELECT account, operation, target FROM audit_line ORDER BY number"))
                    .containsExactly("(command line) owner.create olga", "(command line) apikeys.create olga");
        }
    }

    @Test
    void a_log_that_was_changed_is_told_of_with_the_place() {
        try (House house = House.openExisting(temp)) {
            house.catalogue().change(unit -> unit.run("DELETE FROM audit_line WHERE number = 1"));
        }
        Ran verified = run("audit", "verify");
        assertThat(verified.status()).isOne();
        assertThat(verified.out()).contains("  MISSING line 1: not there any more");
    }

    @Test
    void the_key_is_told_and_what_is_no_segment_is_refused() {
        assertThat(run("audit", "key").out()).startsWith("MCowBQYDK2VwAyEA");
        Ran none = run("audit", "verify", temp.resolve(Settings.FILE).toString());
        assertThat(none.status()).isOne();
        assertThat(none.err()).contains("cannot be read as a sealed segment");
    }
}
