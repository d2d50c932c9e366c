package org.passerelle.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** The tables that are read: {@code client} of 1,000 rows, {@code petit} of 50; 12 columns of every common type. */
final class Tables {

    static final int ROWS = 1_000;

    private Tables() {}

    static Database postgres() {
        Database database = Engine.POSTGRESQL.fresh("bench");
        for (String table : new String[] {"client", "petit"}) {
            int rows = table.equals("client") ? ROWS : 50;
            database.execute("""
                    create table TABLE (id bigint primary key, nom varchar(80) not null, siren varchar(9), adresse varchar(120),
                      cp varchar(5), ville varchar(60), email varchar(120), montant numeric(12,2), effectif integer,
                      actif boolean not null, creation date, modifie timestamptz)""".replace("TABLE", table));
            database.update("insert into " + table + """
                     select i, 'Société Générale n° ' || i, lpad((i * 7919 % 1000000000)::text, 9, '0'), i || ' rue des Églantiers',
                      lpad((i * 97 % 99999)::text, 5, '0'), 'Villeneuve-la-Forêt', 'contact' || i || '@exemple.fr', i * 12.5 + 0.25,
                      case when i % 10 = 0 then null else i * 3 end, i % 3 > 0, date '2020-01-01' + i % 2000,
                      timestamptz '2024-01-01 00:00:00Z' + i * interval '1 minute'
                    from generate_series(1, ?) i""", rows);
            database.execute("analyze " + table);
        }
        return database;
    }

    /** The same rows in a file. */
    static Database sqlite(Path folder) throws IOException {
        Path file = folder.resolve("bench.db");
        var database = new Database(Engine.SQLITE.type(), "jdbc:sqlite:" + file, "", "");
        database.execute("pragma journal_mode = wal"); // the file remembers it
        for (String table : new String[] {"client", "petit"}) {
            int rows = table.equals("client") ? ROWS : 50;
            database.execute(
                    """
                    create table TABLE (id integer primary key, nom varchar(80) not null, siren varchar(9), adresse varchar(120),
                      cp varchar(5), ville varchar(60), email varchar(120), montant decimal(12,2), effectif integer,
                      actif boolean not null, creation date, modifie timestamp)""".replace("TABLE", table), """
                    with recursive n(i) as (select 1 union all select i + 1 from n where i < ROWS)
                    insert into TABLE select i, 'Société Générale n° ' || i, printf('%09d', i * 7919 % 1000000000),
                      i || ' rue des Églantiers', printf('%05d', i * 97 % 99999), 'Villeneuve-la-Forêt', 'contact' || i || '@exemple.fr',
                      i * 12.5 + 0.25, iif(i % 10 = 0, null, i * 3), i % 3 > 0, date('2020-01-01', (i % 2000) || ' days'),
                      strftime('%Y-%m-%dT%H:%M:%f+0000', '2024-01-01', i || ' minutes') from n""".replace("TABLE", table).replace("ROWS", Integer.toString(rows)));
        }
        return database;
    }
}
