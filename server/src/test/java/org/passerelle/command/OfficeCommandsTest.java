package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.format.Json;

/** {@code token} and {@code licence} at the command line. */
class OfficeCommandsTest {

    @TempDir
    Path temp;

    private Path data;

    private record Ran(int status, String out, String err) {}

    @BeforeEach
    void folder() throws IOException {
        data = Files.createDirectory(temp.resolve("data"));
    }

    private static Ran run(Object... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        String[] words = List.of(args).stream().map(String::valueOf).toArray(String[]::new);
        int status = Main.line()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
        assertThat(err.toString()).doesNotContain("Exception", "\tat ");
        return new Ran(status, out.toString().strip(), err.toString().strip());
    }

    private Ran token(String module) {
        return run(
                "token",
                "create",
                "--description",
                "A",
                "--contact",
                "a@x",
                "--module",
                module,
                "--status",
                "P,PA",
                "--data",
                data);
    }

    private List<Path> permissionFiles() throws IOException {
        try (var files = Files.list(data.resolve("templates/public/default/override/api"))) {
            return files.toList();
        }
    }

    @Test
    void the_first_token_makes_the_file_under_a_name_that_nobody_guesses() throws IOException {
        Ran first = token("indicator=list, info");
        assertThat(first.status()).isZero();
        assertThat(first.out()).matches("public-[0-9A-Za-z]{27}");
        assertThat(first.err()).contains("It is written to").contains("once API_PROVIDE is limited-access");
        Path file = permissionFiles().getFirst();
        assertThat(file.getFileName().toString()).matches("api-permissions-[0-9A-Za-z]{16}\\.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Json.MAPPER
                        .readTree(Files.readString(file))
                        .path(first.out())
                        .toString())
                .isEqualTo(
                        "{\"description\":\"A\",\"contact\":\"a@x\",\"permissions\":{\"indicator\":[\"list\",\"info\"],"
                                + "\"status\":[\"P\",\"PA\"]}}");
    }

    @Test
    void the_next_is_to_be_added_by_hand_so_that_nothing_in_the_file_is_lost() throws IOException {
        token("indicator=all");
        String before = Files.readString(permissionFiles().getFirst());
        Files.writeString(data.resolve("config.ini"), "API_PROVIDE = limited-access");
        Ran second = token("level=all");
        assertThat(second.status()).isZero();
        assertThat(second.out()).startsWith("{").contains("\"level\" : \"all\"");
        assertThat(second.err()).startsWith("Add this member to").doesNotContain("Note");
        assertThat(permissionFiles()).hasSize(1);
        assertThat(Files.readString(permissionFiles().getFirst())).isEqualTo(before);
    }

    @Test
    void what_makes_no_sense_is_told() {
        assertThat(token("indicator").err()).contains("--module is said as indicator=all");
        assertThat(run("token", "create", "--description", "A", "--module", "m=all", "--data", temp.resolve("no"))
                        .err())
                .contains("There is no data folder");
    }

    @Test
    void a_distributor_makes_keys_and_licences_and_a_server_takes_them() throws IOException {
        Path key = temp.resolve("key");
        String publicKey = run("licence", "keys", key).out();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(run("licence", "keys", key).err()).contains("never overwritten");
        Ran issued = run(
                "licence",
                "issue",
                "--key",
                key,
                "--holder",
                "Mairie",
                "--admin",
                2,
                "--user",
                5,
                "--expires",
                LocalDate.now().plusYears(1));
        assertThat(issued.out()).startsWith("-----BEGIN PASSERELLE LICENCE-----");
        Path licence = Files.writeString(temp.resolve("licence.txt"), issued.out());
        assertThat(run("owner", "create", "--user", "olga", "--data", data).status())
                .isZero();

        assertThat(run("licence", "activate", licence, "--data", data).err()).contains("trusts no distributor");
        Files.writeString(data.resolve("passerelle.properties"), "licenceKeys=" + publicKey);
        assertThat(run("licence", "activate", licence, "--data", data).out())
                .contains("status   valid", "holder   Mairie", "ADMIN 1 of 2, USER 0 of 5");
        assertThat(run("licence", "show", "--data", data).out()).contains("status   valid");

        Path changed =
                Files.writeString(temp.resolve("changed.txt"), issued.out().replaceFirst("e", "f"));
        Ran refused = run("licence", "activate", changed, "--data", data);
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("was changed since");
    }

    @Test
    void without_a_licence_it_is_the_communitys() {
        assertThat(run("licence", "show", "--data", data).out())
                .contains("status   community", "holder   everyone", "expires  never", "of any number");
    }

    @Test
    void no_licence_is_issued_that_makes_no_sense() throws IOException {
        Path key = temp.resolve("key");
        run("licence", "keys", key);
        assertThat(run("licence", "issue", "--key", key, "--holder", "M", "--admin", 0, "--user", 5)
                        .status())
                .isEqualTo(1);
        assertThat(run(
                                "licence",
                                "issue",
                                "--key",
                                key,
                                "--holder",
                                "M",
                                "--admin",
                                1,
                                "--user",
                                5,
                                "--expires",
                                LocalDate.now().minusDays(3))
                        .status())
                .isEqualTo(1);
        Path bad = Files.writeString(temp.resolve("bad"), "no key");
        assertThat(run("licence", "issue", "--key", bad, "--holder", "M", "--admin", 1, "--user", 1)
                        .err())
                .contains("holds no private key");
        assertThat(run("licence", "activate", temp.resolve("none"), "--data", data)
                        .err())
                .contains("There is no file");
    }
}
