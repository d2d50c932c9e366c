package org.passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A flood of refusals takes a bounded room, and no refusal is forgotten. */
class WaitingTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");

    private final Waiting waiting = new Waiting();

    private static AuditLine refusal(String user, String address, String target) {
        return new AuditLine(NOW, user, null, address, "data.list", target, "403", false, "r1");
    }

    private List<String> taken(Instant when, boolean all) {
        return waiting.take(when, all).stream()
                .map(line -> line.user() + " " + line.target() + " " + line.result())
                .toList();
    }

    @Test
    void few_lines_are_written_as_they_are() {
        waiting.add(refusal("anne", "192.0.2.7", "clients"));
        waiting.add(refusal("bob", "192.0.2.7", "orders"));
        assertThat(taken(NOW, false)).containsExactly("anne clients 403", "bob orders 403");
        assertThat(taken(NOW, false)).isEmpty();
    }

    @Test
    void many_of_a_kind_are_counted_together_until_the_minute_is_over() {
        taken(NOW, false);
        for (int i = 0; i < Waiting.SINGLY + 120; i++) {
            waiting.add(refusal("anne", "192.0.2.7", "t" + i));
        }
        assertThat(taken(NOW.plusSeconds(1), false)).hasSize(Waiting.SINGLY).doesNotContain("anne  403 x120");
        waiting.add(refusal("bob", "192.0.2.7", "orders"));
        assertThat(taken(NOW.plusSeconds(2), false)).containsExactly("bob orders 403");
        assertThat(taken(NOW.plus(Duration.ofMinutes(2)), false)).containsExactly("anne  403 x120");
    }

    @Test
    void a_flood_of_users_is_told_by_the_address() {
        taken(NOW, false);
        for (int i = 0; i < Waiting.MOST_KINDS + 500; i++) {
            waiting.add(refusal("u" + i, "192.0.2.7", "clients"));
        }
        List<AuditLine> all = waiting.take(NOW.plusSeconds(1), true);
        assertThat(all).hasSize(Waiting.MOST_KINDS + Waiting.SINGLY + 1);
        assertThat(all.getLast().user()).isEmpty();
        assertThat(all.getLast().address()).isEqualTo("192.0.2.7");
        assertThat(all.getLast().result()).isEqualTo("403 x490");
    }

    @Test
    void a_flood_of_addresses_ends_as_one_kind() {
        taken(NOW, false);
        for (int i = 0; i < 2 * Waiting.MOST_KINDS + 500; i++) {
            waiting.add(refusal("u" + i, "2001:db8::" + Integer.toHexString(i), "clients"));
        }
        List<AuditLine> all = waiting.take(NOW.plusSeconds(1), true);
        assertThat(all).hasSize(2 * Waiting.MOST_KINDS + 1);
        assertThat(all.getLast().operation()).isEqualTo("others");
        assertThat(all.getLast().result()).isEqualTo("x500");
    }

    @Test
    void no_flood_of_refusals_hides_who_came_in() {
        taken(NOW, false);
        for (int i = 0; i < 3 * Waiting.MOST_KINDS; i++) {
            waiting.add(refusal("u" + i, "2001:db8::" + Integer.toHexString(i), "clients"));
        }
        waiting.add(new AuditLine(NOW, "mallory", null, "192.0.2.9", "signin", "password", "200", false, "r2"));
        assertThat(taken(NOW.plusSeconds(1), false)).last().isEqualTo("mallory password 200");
    }

    @Test
    void what_could_not_be_written_comes_first_the_next_time() {
        waiting.add(refusal("anne", "192.0.2.7", "clients"));
        List<AuditLine> unwritten = waiting.take(NOW, false);
        waiting.add(refusal("bob", "192.0.2.7", "orders"));
        waiting.putBack(unwritten);
        assertThat(taken(NOW, false)).containsExactly("anne clients 403", "bob orders 403");
    }

    @Test
    void a_server_that_stops_writes_what_is_still_being_counted() {
        taken(NOW, false);
        for (int i = 0; i < Waiting.SINGLY + 3; i++) {
            waiting.add(refusal("anne", "192.0.2.7", "clients"));
        }
        assertThat(taken(NOW, true)).hasSize(Waiting.SINGLY + 1).last().isEqualTo("anne  403 x3");
    }
}
