package org.passerelle.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/**
 * An upgrade from every earlier schema keeps every row as it was (F9). What a schema holds is in {@code upgrade/V<version>.sql}: a migration
 * that adds a table adds such a file.
 */
class UpgradeTest {

    /** Of the engines and of the migrations, not ours. */
    private static final Set<String> NOT_KEPT = Set.of("flyway_schema_history", "sqlite_sequence");

    @TempDir
    Path folder;

    private CatalogueSettings settings(Engine engine, String version) {
        if (engine == Engine.SQLITE) {
            Path own = folder.resolve(version);
            assertThat(own.toFile().mkdir()).isTrue();
            return new CatalogueSettings(own, null, null, null, null);
        }
        Database database = engine.fresh("upgrade");
        return new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null);
    }

    private List<String> versions() {
        try (JdbcStore store = JdbcStore.connect(settings(Engine.SQLITE, "list"))) {
            return Arrays.stream(store.migrations().load().info().all())
                    .map(MigrationInfo::getVersion)
                    .map(Object::toString)
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void an_upgrade_keeps_every_row(Engine engine) throws IOException {
        List<String> versions = versions();
        assertThat(versions).hasSizeGreaterThanOrEqualTo(9).startsWith("1", "2", "3", "4", "5");
        for (String version : versions) {
            CatalogueSettings settings = settings(engine, version);
            Map<String, List<Map<String, Object>>> before;
            try (JdbcStore store = JdbcStore.connect(settings)) {
                store.migrations().target(version).load().migrate();
                DSLContext sql = sql(store);
                for (String earlier : versions.subList(0, versions.indexOf(version) + 1)) {
                    statements(earlier).forEach(sql::execute);
                }
                before = rows(store);
            }
            assertThat(before)
                    .as("tables of version %s, each with a row", version)
                    .allSatisfy((table, rows) -> assertThat(rows).as(table).isNotEmpty());
            Catalogue.open(settings).close();
            try (JdbcStore store = JdbcStore.connect(settings)) {
                Map<String, List<Map<String, Object>>> after = rows(store);
                before.forEach((table, rows) -> rows.forEach(row -> assertThat(after.get(table))
                        .as("%s since version %s on %s", table, version, engine)
                        .anySatisfy(kept -> assertThat(kept).containsAllEntriesOf(row))));
                assertThat(before.get("account")).hasSize(2);
            }
        }
    }

    private static Stream<String> statements(String version) throws IOException {
        try (InputStream in = UpgradeTest.class.getResourceAsStream("/upgrade/V" + version + ".sql")) {
            return in == null
                    ? Stream.empty()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank())
                            .map(line -> line.replaceAll(";\\s*$", ""));
        }
    }

    private static Map<String, List<Map<String, Object>>> rows(JdbcStore store) {
        DSLContext sql = sql(store);
        String tables = store.isSqlite()
                ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                : "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()";
        var rows = new HashMap<String, List<Map<String, Object>>>();
        for (String table : sql.fetch(tables).getValues(0, String.class)) {
            if (!NOT_KEPT.contains(table)) {
                rows.put(
                        table,
                        sql.fetch("SELECT * FROM \"" + table + "\"").stream()
                                .map(UpgradeTest::texts)
                                .toList());
            }
        }
        return rows;
    }

    private static Map<String, Object> texts(Record row) {
        return Arrays.stream(row.fields())
                .collect(Collectors.toMap(field -> field.getName(), field -> String.valueOf(row.get(field))));
    }

    private static DSLContext sql(JdbcStore store) {
        return DSL.using(store.dataSource(), store.isSqlite() ? SQLDialect.SQLITE : SQLDialect.POSTGRES);
    }
}
