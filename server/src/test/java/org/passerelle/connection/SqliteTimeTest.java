package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.engine.Engine;
import org.passerelle.fault.Fault;

/** A statement's time on SQLite is its own. */
class SqliteTimeTest {

    /** More steps than there are between two looks at the clock. */
    private static final String LONG =
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < %d) select sum(i) from n";

    @Test
    void a_statement_begins_with_a_time_of_its_own() throws InterruptedException {
        var fixture = Engine.SQLITE.fresh("time");
        fixture.execute(
                "create table t (id integer primary key, name text)",
                "create table sums (total integer)",
                "create trigger work after insert on t begin insert into sums " + LONG.formatted(100_000) + "; end");
        try (var database = new Database(
                new ConnectionSpec(
                        "t",
                        "t",
                        org.passerelle.connection.Engine.SQLITE,
                        "jdbc:sqlite:" + fixture.file(),
                        null,
                        null,
                        List.of(),
                        false,
                        2,
                        0),
                ZoneOffset.UTC)) {
            assertThat(database.<Long>read(session -> session.number(new Sql("select 1", List.of()))))
                    .isOne();
            Thread.sleep(2_100);
            assertThat(database.<Object>write(
                            false,
                            session -> session.insert(
                                    new Sql("insert into t (name) values (?)", List.of("x")),
                                    List.of("id"),
                                    List.of(ColumnType.Whole.signed(64)))))
                    .isEqualTo(List.of(1L));
            Thread.sleep(2_100);
            assertThat(database.inspect()).hasSize(2);
            assertThatThrownBy(() ->
                            database.read(session -> session.number(new Sql(LONG.formatted(2_000_000_000), List.of()))))
                    .isInstanceOfSatisfying(
                            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE));
            assertThat(database.<Long>read(session -> session.number(new Sql("select count(*) from sums", List.of()))))
                    .isOne();
        }
    }
}
