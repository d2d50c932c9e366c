package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;

/** The file of keys: how it is read, and what is left of it when its writer is killed. */
class KeyFileTest {

    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final int ROUNDS = 25;
    private static final int KEYS = 200;

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("config/apikeys.csv");
    }

    private KeyFile written(String... lines) throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), String.join("\n", lines));
        return new KeyFile(path(), null);
    }

    @Test
    void the_last_three_columns_may_be_missing_and_any_order_will_do() throws IOException {
        var keys = written(
                        "\uFEFFuser;id;hash;createdBy;created;expires;permissions",
                        "anne;k1;" + HASH + ";;2026-11-22T08:30:00Z;;data:rw, users:r",
                        "",
                        "bob;k2;" + HASH + ";anne;2026-11-22T09:30:00+01:00;2026-12-22T08:30:00Z;")
                .now()
                .keys();
        assertThat(keys).containsOnlyKeys("k1", "k2");
        ApiKey anne = keys.get("k1");
        assertThat(anne.createdBy()).isEqualTo("anne");
        assertThat(anne.permissions()).isEqualTo(Permissions.parse(Map.of("data", "rw", "users", "r")));
        assertThat(anne.bound()).isEqualTo(Bounds.Bound.NONE);
        assertThat(anne.expires()).isNull();
        ApiKey bob = keys.get("k2");
        assertThat(bob.actor()).isEqualTo("anne");
        assertThat(bob.created()).isEqualTo(Instant.parse("2026-11-22T08:30:00Z"));
        assertThat(bob.permissions().isNone()).isTrue();
    }

    @Test
    void a_line_that_is_no_key_opens_nothing_and_stays_where_it_is() throws IOException {
        String good = "k1;" + HASH + ";anne;anne;2026-11-22T08:30:00Z;;data:r";
        List<String> bad = List.of(
                "k1;" + HASH + ";bob;bob;2026-11-22T08:30:00Z;;data:rw",
                "k2;nohash;anne;anne;2026-11-22T08:30:00Z;;data:r",
                "k3;" + HASH + ";anne;anne;yesterday;;data:r",
                "k4;" + HASH + ";anne;anne;2026-11-22T08:30:00Z;;data:all",
                "k5;" + HASH + ";anne;anne;2026-11-22T08:30:00Z;;data:r;name;nowhere;",
                "k6;" + HASH + ";anne;anne;2026-11-22T08:30:00Z;;data:r;name;;many",
                "k7;" + HASH + ";;;2026-11-22T08:30:00Z;;data:r",
                "k8");
        KeyFile file = written(
                "id;hash;user;createdBy;created;expires;permissions;name;ips;rateLimit", good, String.join("\n", bad));
        assertThat(file.now().keys()).containsOnlyKeys("k1");
        assertThat(file.now().unread()).hasSize(bad.size());
        KeyFileChange change = KeyFileChange.of(file);
        change.remove("k1");
        change.prepare();
        change.commit();
        change.end();
        assertThat(file.now().keys()).isEmpty();
        assertThat(Files.readAllLines(path()))
                .hasSize(bad.size()) // a header more, and the double of the deleted key less
                .contains(bad.get(2), bad.get(7));
    }

    @Test
    void only_one_changes_it_at_a_time() throws IOException {
        KeyFile file = written("");
        KeyFileChange first = KeyFileChange.of(file);
        var second = Thread.ofVirtual().start(() -> {
            KeyFileChange change = KeyFileChange.of(new KeyFile(path(), null));
            change.put(Writer.key(2));
            change.prepare();
            change.commit();
            change.end();
        });
        first.put(Writer.key(1));
        first.prepare();
        first.commit();
        first.end();
        join(second);
        assertThat(file.now().keys()).hasSize(2);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** DigDash D11 and F1: the file that is found is whole, and no older than the last that was told. */
    @Test
    void killed_while_it_writes_the_file_is_the_old_one_or_the_new_one() throws Exception {
        int told = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Writer.class.getName(),
                            path().toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var said =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                told = Integer.parseInt(said.readLine());
                var killer = Thread.ofVirtual().start(() -> {
                    pause(ThreadLocalRandom.current().nextInt(40));
                    process.toHandle().destroyForcibly(); // by its handle: what it said stays to be read
                });
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    told = Integer.parseInt(line);
                }
                join(killer);
            }
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            KeyFile.Content left = new KeyFile(path(), null).now();
            assertThat(left.problem()).isNull();
            assertThat(left.unread()).isEmpty();
            assertThat(left.keys()).hasSize(KEYS);
            var rates = left.keys().values().stream().map(ApiKey::rateLimit).distinct();
            assertThat(rates.toList()).as("one generation").hasSize(1);
            assertThat(left.keys().get(Writer.key(0).id()).rateLimit()).isGreaterThanOrEqualTo(told);
        }
        System.out.printf("the writer of keys was killed %d times; it had come to generation %d%n", ROUNDS, told);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes one generation of keys after the other, all with its number, and tells each that is written. */
    static final class Writer {

        private Writer() {}

        public static void main(String... args) {
            var file = new KeyFile(Path.of(args[0]), null);
            int generation = file.now().keys().values().stream()
                    .findFirst()
                    .map(ApiKey::rateLimit)
                    .orElse(0);
            while (true) {
                generation++;
                KeyFileChange change = KeyFileChange.of(file);
                for (int i = 0; i < KEYS; i++) {
                    change.put(key(i, generation));
                }
                change.prepare();
                change.commit();
                change.end();
                System.out.println(generation);
            }
        }

        static ApiKey key(int number) {
            return key(number, 1);
        }

        private static ApiKey key(int number, int generation) {
            return new ApiKey(
                    "k" + number,
                    HASH,
                    "anne",
                    "anne",
                    "key; \"" + number + "\"",
                    Instant.EPOCH,
                    null,
                    Permissions.NONE,
                    new Bounds.Bound(generation, org.passerelle.address.AddressList.ANY),
                    null,
                    null);
        }
    }
}
