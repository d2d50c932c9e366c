package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.engine.Engine;

/** Whatever changes in what a database holds, its fingerprint changes; and nothing else makes it. */
class FingerprintTest {

    /** In this order; the names are quoted as the engine does it. */
    private static final String CHANGES = """
            create table "c" ("id" integer not null primary key, "a_id" integer)
            create table "k" ("id" integer not null, "code" varchar(10) not null)
            alter table "c" rename to "d"
            alter table "a" add column "colour" varchar(10)
            alter table "a" rename column "colour" to "hue"
            alter table "a" drop column "hue"
            create unique index "u_name" on "a" ("name")
            create view "v" as select "id" from "a"
            drop view "v"
            create view "v" as select "id", "name" from "a"
            drop view "v"
            drop table "d"
            """;

    /** What SQLite does by making a table anew. */
    private static final String ALTERATIONS = """
            alter table "k" add primary key ("id")
            alter table "k" add constraint "u_code" unique ("code")
            alter table "k" drop constraint "u_code"
            alter table "k" add constraint "c_id" check ("id" > 0)
            alter table "k" drop constraint "c_id"
            alter table "k" add column "a_id" integer
            alter table "k" add constraint "f_a" foreign key ("a_id") references "a" ("id")
            alter table "k" drop constraint "f_a"
            alter table "k" add constraint "f_a" foreign key ("a_id") references "b" ("id")
            """;

    private static final Map<Engine, String> OWN = Map.of(
            Engine.SQLITE, "",
            Engine.POSTGRESQL, """
                    alter table "a" alter column "name" type varchar(60)
                    alter table "a" alter column "name" set not null
                    alter table "a" alter column "name" set default 'x'
                    create type "mood" as enum ('sad', 'ok')
                    alter table "a" add column "mood" "mood"
                    alter type "mood" add value 'glad'
                    alter type "mood" rename value 'sad' to 'bad'
                    create schema "south"; create table "south"."a" ("id" integer primary key)
                    alter table "a" add column "twice" integer generated always as ("id" * 2) stored
                    """,
            Engine.MARIADB, """
                    alter table "a" modify "name" varchar(60)
                    alter table "a" modify "name" varchar(60) not null
                    alter table "a" modify "name" varchar(60) not null default 'x'
                    alter table "a" add column "mood" enum('sad', 'ok')
                    alter table "a" modify "mood" enum('sad', 'ok', 'glad')
                    alter table "a" add column "twice" integer as ("id" * 2)
                    alter table "a" add column "doc" longtext
                    alter table "a" modify "doc" json
                    """,
            Engine.H2, """
                    alter table "a" alter column "name" set data type varchar(60)
                    alter table "a" alter column "name" set not null
                    alter table "a" alter column "name" set default 'x'
                    alter table "a" add column "mood" enum('sad', 'ok')
                    alter table "a" alter column "mood" enum('sad', 'ok', 'glad')
                    create schema "south"; create table "south"."a" ("id" integer primary key)
                    alter table "a" add column "twice" integer generated always as ("id" * 2)
                    alter table "a" add column "list" integer array
                    alter table "a" alter column "list" set data type varchar(5) array
                    """);

    @ParameterizedTest
    @EnumSource
    void it_changes_with_each_change_and_with_no_other(Engine engine) {
        var fixture = engine.fresh("fingerprint");
        fixture.execute(
                quoted(fixture, "create table \"a\" (\"id\" integer not null primary key, \"name\" varchar(50))"),
                quoted(fixture, "create table \"b\" (\"id\" integer not null primary key)"));
        List<String> unseen = new ArrayList<>();
        try (var database = Opener.open(fixture)) {
            String before = database.fingerprint();
            String changes = CHANGES + (engine == Engine.SQLITE ? "" : ALTERATIONS) + OWN.get(engine);
            for (String change : changes.lines().toList()) {
                fixture.execute(quoted(fixture, change));
                String after = database.fingerprint();
                if (after.equals(before)) {
                    unseen.add(change);
                }
                before = after;
            }
            fixture.execute(quoted(fixture, "insert into \"b\" values (1), (2), (3)"));
            fixture.execute(quoted(fixture, "update \"b\" set \"id\" = 4 where \"id\" = 3"));
            if (engine == Engine.POSTGRESQL) {
                fixture.execute("create temporary table t (a text primary key)", "analyze");
            }
            assertThat(unseen).isEmpty();
            assertThat(database.fingerprint()).isEqualTo(before);
        }
    }

    private static String quoted(org.passerelle.engine.Database fixture, String sql) {
        return fixture.engine() == Engine.MARIADB ? sql.replace('"', '`') : sql;
    }
}
