package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line without a server: what it says, where, and its exit status. */
class CommandTest {

    @TempDir
    Path temp;

    private Path data() {
        return temp.resolve("data");
    }

    private record Ran(int status, String out, String err) {}

    /** {@code --data} is added. */
    private Ran run(String... args) {
        var all = new ArrayList<>(List.of(args));
        all.add("--data");
        all.add(data().toString());
        return plain(all.toArray(String[]::new));
    }

    private static Ran plain(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line = Main.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(args);
        assertThat(err.toString()).doesNotContain("Exception", "\tat ");
        return new Ran(status, out.toString(), err.toString());
    }

    private Ran withInput(String input, String... args) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(args);
        } finally {
            System.setIn(before);
        }
    }

    private void anOwner() {
        assertThat(run("owner", "create", "--user", "olga").status()).isZero();
    }

    // --- the owner ---

    @Test
    void a_password_is_made_for_whatever_login() {
        for (String login : List.of("a", "e", "i", "o", "u", "y")) {
            String folder = temp.resolve(login).toString();
            assertThat(plain("owner", "create", "--user", login, "--data", folder)
                            .status())
                    .isZero();
        }
    }

    @Test
    void the_first_owner_is_made_once_with_a_password_that_is_told() throws IOException {
        Ran first = run("owner", "create", "--user", "olga");
        assertThat(first.status()).isZero();
        assertThat(first.out()).contains("The owner is olga.").containsPattern("Password: [0-9A-Za-z]{20}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data())))
                .isEqualTo("rwx------");
        Ran second = run("owner", "create", "--user", "eve");
        assertThat(second.status()).isOne();
        assertThat(second.err()).isEqualToIgnoringNewLines("There is an owner already.");
    }

    @Test
    void an_owner_who_cannot_come_in_gets_another_password_and_nobody_else_does() {
        anOwner();
        Ran reset = run("owner", "reset", "--user", "olga");
        assertThat(reset.status()).isZero();
        assertThat(reset.out()).contains("olga has another password.").containsPattern("Password: [0-9A-Za-z]{20}\n");
        assertThat(withInput("Correct-horse-7!\n", "owner", "reset", "--user", "olga", "--password-stdin")
                        .out())
                .doesNotContain("Correct-horse-7!");
        assertThat(run("owner", "reset", "--user", "eve").err()).isEqualToIgnoringNewLines("There is no owner eve.");
    }

    @Test
    void a_given_password_is_not_told_and_must_be_good() {
        Ran weak = withInput("password123\n", "owner", "create", "--user", "olga", "--password-stdin");
        assertThat(weak.status()).isOne();
        assertThat(weak.err()).contains("tried first").doesNotContain("password123");
        assertThat(withInput("", "owner", "create", "--user", "olga", "--password-stdin")
                        .err())
                .contains("holds no password");
        Ran good = withInput("Correct-horse-7!\n", "owner", "create", "--user", "olga", "--password-stdin");
        assertThat(good.status()).isZero();
        assertThat(good.out()).doesNotContain("Password", "Correct-horse-7!");
    }

    // --- keys ---

    @Test
    void a_key_is_told_once_then_listed_then_ended() {
        anOwner();
        Ran made = run(
                "key",
                "create",
                "--user",
                "olga",
                "--name",
                "cron",
                "--permissions",
                "data:r,users:rw",
                "--expires",
                "P30D");
        assertThat(made.status()).isZero();
        assertThat(made.out()).matches("psl_[0-9a-v]{18}_[0-9A-Za-z]{33}\\R");
        String id = made.out().substring(4, 22);
        Ran list = run("key", "list");
        assertThat(list.out())
                .startsWith(id + "\tolga\tcron\t")
                .contains("users:rw,data:r")
                .doesNotContain(made.out());
        assertThat(run("key", "delete", id).status()).isZero();
        assertThat(run("key", "list").out()).isEmpty();
        Ran again = run("key", "delete", id);
        assertThat(again.status()).isOne();
        assertThat(again.err()).contains("There is no key " + id);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            nobody | data:r    | P1D | There is no account nobody.
            olga   | data:w    | P1D | must be none, r or rw
            olga   | nosuch:r  | P1D | unknown API type nosuch
            olga   | data      | P1D | is a list such as
            olga   | data:r    | P1M | must be a duration
            """)
    void a_key_that_cannot_be_is_refused_in_a_sentence(String user, String permissions, String expires, String reason) {
        anOwner();
        Ran ran =
                run("key", "create", "--user", user, "--name", "x", "--permissions", permissions, "--expires", expires);
        assertThat(ran.status()).isOne();
        assertThat(ran.err()).contains(reason);
        assertThat(run("key", "list").out()).isEmpty();
    }

    // --- connections ---

    @Test
    void a_connection_is_added_tried_and_removed() {
        Ran added = run("connection", "add", "--url", "jdbc:sqlite:" + data().resolve("shop.db"), "--name", "The shop");
        assertThat(added.err()).isEmpty();
        assertThat(added.out()).contains("The connection the-shop is saved.");
        assertThat(run("connection", "list").out()).startsWith("the-shop\tThe shop\tjdbc:sqlite:");
        assertThat(run("connection", "test", "the-shop").out()).startsWith("the-shop answers: SQLite 3.");
        assertThat(run("connection", "remove", "the-shop").status()).isZero();
        assertThat(run("connection", "remove", "the-shop").err()).contains("There is no connection the-shop.");
        assertThat(run("connection", "test", "the-shop").status()).isOne();
    }

    @Test
    void a_connection_that_nobody_named_is_called_as_its_database_is() {
        Ran added = run("connection", "add", "--url", "jdbc:sqlite:" + data().resolve("Ventes 2026.db"));
        assertThat(added.err()).isEmpty();
        assertThat(run("connection", "list").out()).startsWith("ventes-2026\tVentes 2026\tjdbc:sqlite:");
    }

    @Test
    void a_url_that_is_not_allowed_is_refused() {
        Ran ran = run("connection", "add", "--url", "jdbc:sqlite:/etc/passwd", "--id", "x");
        assertThat(ran.status()).isOne();
        assertThat(ran.err()).contains("data folder");
    }

    @Test
    void a_password_comes_by_the_standard_input_and_is_sealed() throws IOException {
        Ran ran = withInput(
                "s3cret-of-the-shop\n",
                "connection",
                "add",
                "--url",
                "jdbc:postgresql://localhost:1/shop",
                "--id",
                "shop",
                "--user",
                "u",
                "--password-stdin");
        assertThat(ran.status()).isZero();
        for (Path file : List.of(data().resolve("catalogue.db"))) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("s3cret-of-the-shop");
        }
        Ran test = run("connection", "test", "shop");
        assertThat(test.status()).isOne();
        assertThat(test.err()).contains("does not answer");
    }

    // --- what is wrong ---

    @Test
    void all_problems_of_the_settings_are_told_at_once() throws IOException {
        anOwner();
        Files.writeString(
                data().resolve("passerelle.properties"), "timeZone=Mars\nnosuch=1\nbasicAuthentication=perhaps\n");
        Ran ran = run("key", "list");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("3 problems", "timeZone", "nosuch is not a setting", "basicAuthentication");
    }

    @Test
    void a_command_that_only_looks_makes_no_folder() {
        Ran ran = run("key", "list");
        assertThat(ran.status()).isOne();
        assertThat(ran.err()).contains("There is no data folder");
        assertThat(data()).doesNotExist();
    }

    @Test
    void a_folder_that_is_none_and_a_catalogue_that_is_none_are_told() throws IOException {
        Files.writeString(data(), "not a folder");
        assertThat(run("owner", "create", "--user", "olga").err()).contains("is no folder");
        Files.delete(data());
        Files.createDirectory(data());
        Files.writeString(data().resolve("catalogue.db"), "x".repeat(10_000));
        Ran ran = run("key", "list");
        assertThat(ran.status()).isOne();
        assertThat(ran.err()).startsWith("The catalogue cannot be opened:");
    }

    @Test
    void what_is_misspelt_is_told_with_where_to_look() {
        assertThat(plain("serv").status()).isEqualTo(2);
        assertThat(plain("key", "create").err()).contains("--user").contains("Try: ./passerelle key create --help");
        assertThat(plain("help", "nosuch").err()).contains("There is no command nosuch.");
        assertThat(plain().status()).isEqualTo(2);
    }

    @Test
    void help_tells_of_every_command() {
        assertThat(plain("help").out()).contains("serve", "demo", "key", "owner", "connection");
        assertThat(plain("help", "key", "create").out()).contains("--permissions");
        assertThat(plain("connection", "add", "--help").out()).contains("--password-stdin");
    }

    @ParameterizedTest
    @CsvSource({"-1", "65536"})
    void a_port_that_is_none_is_told(String port) {
        assertThat(run("serve", "--port", port).err()).contains("from 0 to 65535");
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException {
        try (var taken = new java.net.ServerSocket(0)) {
            Ran ran = run("serve", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(ran.status()).isOne();
            assertThat(ran.err()).contains("The port " + taken.getLocalPort() + " is taken");
        }
    }
}
