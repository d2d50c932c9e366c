package org.passerelle.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** What a row of the catalogue says is what was computed, however large. */
class RowTest {

    private static final long LARGE = 5_000_000_000L;

    @TempDir
    Path folder;

    private Catalogue open(Engine engine) {
        if (engine == Engine.SQLITE) {
            return Catalogue.open(new CatalogueSettings(folder, null, null, null, null));
        }
        Database database = engine.fresh("rows");
        return Catalogue.open(
                new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null));
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_large_sum_below_a_small_one_is_whole(Engine engine) {
        try (Catalogue catalogue = open(engine)) {
            List<Long> sums = catalogue.all(
                    row -> row.big("total"),
                    "SELECT SUM(n) AS total FROM (SELECT 'a' AS name, CAST(? AS BIGINT) AS n UNION ALL SELECT 'b', ?"
                            + " UNION ALL SELECT 'b', ?) AS given GROUP BY name ORDER BY name",
                    1L,
                    LARGE,
                    LARGE);
            assertThat(sums).containsExactly(1L, 2 * LARGE);
            for (String aggregate : List.of("MIN", "MAX")) {
                assertThat(catalogue.one(
                                row -> row.bigOrNull("found"),
                                "SELECT " + aggregate + "(n) AS found FROM (SELECT CAST(? AS BIGINT) AS n) AS given",
                                LARGE))
                        .contains(LARGE);
            }
        }
    }
}
