package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Permissions;
import org.passerelle.fault.Fault;

class DelegationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final Permissions READ = Permissions.parse(Map.of("data", "r"));
    private static final Permissions WRITE = Permissions.parse(Map.of("data", "rw"));

    private static Caller maker(
            Caller.Kind kind, Permissions permissions, @Nullable String actor, @Nullable Instant expires) {
        return new Caller(
                "anne",
                actor,
                new Caller.Credential(kind, "1", expires),
                permissions,
                new Holdings(false, true, Set.of("data:rw"), List.of(), List.of(), List.of()));
    }

    private static void forbidden(Runnable work) {
        assertThatThrownBy(work::run)
                .asInstanceOf(type(Fault.class))
                .satisfies(fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.FORBIDDEN));
    }

    @ParameterizedTest
    @EnumSource(names = {"API_KEY", "JWT", "OAUTH"})
    void no_credential_gives_more_than_it_allows(Caller.Kind kind) {
        assertThatCode(() -> Delegation.check(maker(kind, WRITE, null, null), READ))
                .doesNotThrowAnyException();
        assertThatCode(() -> Delegation.check(maker(kind, READ, null, null), READ))
                .doesNotThrowAnyException();
        forbidden(() -> Delegation.check(maker(kind, READ, null, null), WRITE));
        forbidden(() -> Delegation.check(maker(kind, WRITE, null, null), Permissions.parse(Map.of("users", "r"))));
    }

    @Test
    void a_password_may_name_any_permission() {
        assertThatCode(() ->
                        Delegation.check(maker(Caller.Kind.PASSWORD, Permissions.ALL, null, null), Permissions.ALL))
                .doesNotThrowAnyException();
    }

    @Test
    void who_acts_for_another_makes_nothing() {
        forbidden(() -> Delegation.check(maker(Caller.Kind.JWT, WRITE, "olga", null), Permissions.NONE));
    }

    @ParameterizedTest
    @EnumSource(names = {"JWT", "OAUTH"})
    void nothing_outlives_the_token_that_made_it(Caller.Kind kind) {
        Caller maker = maker(kind, WRITE, null, NOW.plusSeconds(300));
        assertThat(Delegation.lifetime(maker, null, NOW)).isEqualTo(Duration.ofSeconds(300));
        assertThat(Delegation.lifetime(maker, Duration.ofSeconds(300), NOW)).isEqualTo(Duration.ofSeconds(300));
        forbidden(() -> Delegation.lifetime(maker, Duration.ofSeconds(301), NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"PASSWORD", "API_KEY"})
    void a_password_or_key_makes_keys_without_end(Caller.Kind kind) {
        assertThat(Delegation.lifetime(maker(kind, WRITE, null, NOW.plusSeconds(300)), null, NOW))
                .isNull();
    }
}
