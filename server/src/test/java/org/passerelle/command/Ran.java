package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What a command said, and its exit status. */
record Ran(int status, String out, String err) {

    static Ran of(String input, Object... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            int status = Main.line()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
            assertThat(err.toString()).doesNotContain("Exception", "\tat ");
            return new Ran(status, out.toString(), err.toString());
        } finally {
            System.setIn(before);
        }
    }

    Ran is(int expected) {
        assertThat(status).as(this::toString).isEqualTo(expected);
        return this;
    }
}
