package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.directory.MemoryDirectory;
import org.passerelle.directory.TestDirectory;
import org.passerelle.directory.TestDirectory.Way;
import org.passerelle.fault.Fault;

/** Passwords that a directory keeps, on one that tells what it was asked. */
class DirectoryLoginTest extends DirectoryLogins {

    private MemoryDirectory memory;

    @Override
    TestDirectory start(String name) {
        memory = MemoryDirectory.named(name);
        return memory;
    }

    /** Of those refused, by which questions. */
    private List<String> refused(PasswordLogin login, String user, String password) {
        memory.questions();
        assertThat(enter(login, user, password)).isEqualTo(Fault.Kind.UNAUTHENTICATED);
        return memory.questions();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void an_empty_password_is_refused_before_anything_is_asked(Way way) {
        assertThat(refused(login(way), "anne", "")).isEmpty();
    }

    /** S12. */
    @ParameterizedTest
    @EnumSource(Way.class)
    void an_unknown_user_costs_the_same_questions_as_a_wrong_password(Way way) {
        PasswordLogin login = login(way);
        assertThat(refused(login, "nobody", ANNES))
                .isEqualTo(refused(login, "anne", "wrong"))
                .contains("bind");
    }

    @Test
    void what_held_is_not_asked_again_for_a_minute() {
        PasswordLogin login = login(Way.SEARCH_BY_STARTTLS);
        enter(login, "anne", ANNES);
        memory.questions();
        assertThat(enter(login, "anne", ANNES)).isEqualTo("anne");
        assertThat(memory.questions()).isEmpty();
        assertThat(refused(login, "anne", ANNES + "x")).isNotEmpty();
    }

    @Test
    void who_guesses_waits_and_the_directory_is_not_asked() {
        PasswordLogin login = login(Way.SEARCH_BY_STARTTLS);
        for (int i = 0; i < 5; i++) {
            refused(login, "anne", "guess " + i);
        }
        memory.questions();
        assertThat(enter(login, "anne", ANNES)).isEqualTo(Fault.Kind.TOO_MANY);
        assertThat(memory.questions()).isEmpty();
    }
}
