package org.passerelle.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;

class RateLimitsTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final LocalWindows windows = new LocalWindows(now::get);

    @Test
    void each_credential_has_a_log_of_its_own() {
        RateLimits limits = limits(2, 0);
        for (var caller : List.of(key("anne", "k1"), key("anne", "k2"), password("anne"), password("bert"))) {
            assertThat(limits.take(caller).remaining()).isEqualTo(1);
            assertThat(limits.take(caller).remaining()).isZero();
            assertThat(limits.take(caller).passes()).isFalse();
        }
    }

    @Test
    void an_account_may_have_one_over_all_its_credentials() {
        RateLimits limits = limits(2, 3);
        assertThat(limits.take(key("anne", "k1")).passes()).isTrue();
        assertThat(limits.take(key("anne", "k2")).passes()).isTrue();
        assertThat(limits.take(password("anne")).passes()).isTrue();
        assertThat(limits.take(key("anne", "k3")).passes()).isFalse();
        assertThat(limits.take(password("bert")).passes()).isTrue();
    }

    @Test
    void what_one_credential_is_refused_takes_nothing_from_the_others_of_its_account() {
        RateLimits limits = limits(2, 4);
        for (int i = 0; i < 20; i++) {
            assertThat(limits.take(key("anne", "hammering")).passes()).isEqualTo(i < 2);
        }
        assertThat(limits.take(key("anne", "k2")).passes()).isTrue();
        assertThat(limits.take(key("anne", "k2")).passes()).isTrue();
        assertThat(limits.take(key("anne", "k3")).passes()).isFalse();
    }

    @Test
    void who_acts_for_another_spends_his_own() {
        RateLimits limits = limits(30, 1);
        assertThat(limits.take(caller("anne", "boss", Caller.Kind.JWT, "t1", null))
                        .passes())
                .isTrue();
        assertThat(limits.take(password("boss")).passes()).isFalse();
        assertThat(limits.take(password("anne")).passes()).isTrue();
    }

    @Test
    void the_credential_says_its_figure_else_its_holders_else_the_default() {
        RateLimits limits = limits(30, 0);
        assertThat(limits.figure(password("anne"))).isEqualTo(30);
        assertThat(limits.figure(caller("anne", null, Caller.Kind.API_KEY, "k", 7)))
                .isEqualTo(7);
        var holders = List.of(bound(100), bound(null), bound(50));
        assertThat(limits.figure(caller(new Bounds(bound(null), holders)))).isEqualTo(50);
        assertThat(limits.figure(caller(new Bounds(bound(7), holders)))).isEqualTo(7);
    }

    @Test
    void who_makes_no_request_is_forgotten_after_a_minute_and_not_before() {
        RateLimits limits = limits(1, 0);
        limits.take(password("anne"));
        now.addAndGet(60 * SECOND);
        windows.sweep();
        assertThat(windows.size()).isEqualTo(1);
        assertThat(limits.take(password("anne")).passes()).isFalse();
        now.addAndGet(1);
        windows.sweep();
        assertThat(windows.size()).isZero();
        assertThat(limits.take(password("anne")).passes()).isTrue();
    }

    private RateLimits limits(int each, int account) {
        return new RateLimits(new LimitSettings(each, account, 600, Duration.ZERO, null), windows);
    }

    private static Bounds.Bound bound(@Nullable Integer rate) {
        return new Bounds.Bound(rate, AddressList.ANY);
    }

    private static Caller password(String user) {
        return caller(user, null, Caller.Kind.PASSWORD, "", null);
    }

    private static Caller key(String user, String id) {
        return caller(user, null, Caller.Kind.API_KEY, id, null);
    }

    private static Caller caller(Bounds bounds) {
        return new Caller(
                "anne",
                null,
                new Caller.Credential(Caller.Kind.API_KEY, "k", null),
                Permissions.ALL,
                Holdings.NOTHING,
                bounds);
    }

    private static Caller caller(
            String user, @Nullable String actor, Caller.Kind kind, String id, @Nullable Integer rate) {
        return new Caller(
                user,
                actor,
                new Caller.Credential(kind, id, null),
                Permissions.ALL,
                Holdings.NOTHING,
                new Bounds(bound(rate), List.of()));
    }
}
