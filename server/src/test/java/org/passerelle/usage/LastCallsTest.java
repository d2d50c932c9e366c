package org.passerelle.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.passerelle.access.Caller;

/** The ring of the last calls. */
class LastCallsTest {

    private final LastCalls last = new LastCalls(3);

    @Test
    void remembers_as_many_as_it_is_long() {
        for (String id : new String[] {"a", "b", "c", "d"}) {
            last.add(new Served(id, Instant.EPOCH, Caller.anonymous(), "none", 200, 0, 1));
        }
        assertThat(last.find("a")).isEmpty();
        assertThat(last.find("b")).map(Served::id).contains("b");
        assertThat(last.find("d")).map(Served::id).contains("d");
    }

    @Test
    void knows_nothing_of_a_number_that_was_not_given() {
        assertThat(last.find("x")).isEmpty();
    }
}
