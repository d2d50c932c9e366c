package org.passerelle.engine;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.io.File;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fixtures of all other tests do what they promise. */
class EnginesTest {

    private static final List<Engine> SHOPS = List.of(Engine.SQLITE, Engine.POSTGRESQL, Engine.MARIADB);

    @ParameterizedTest
    @EnumSource
    void startsAndTellsItsVersion(Engine engine) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = engine.fresh("version").connect()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            System.out.printf("%s %s, %d ms%n", engine.type(), version, (System.nanoTime() - start) / 1_000_000);
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualToIgnoringCase(engine.type());
            switch (engine) {
                case POSTGRESQL -> assertThat(version).startsWith("18.");
                case MARIADB -> assertThat(version).startsWith("11.4.");
                case SQLITE -> assertThat(version).startsWith("3.");
                case H2 -> assertThat(version).startsWith("2.");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsDatabasesOfOneNameApart(Engine engine) {
        Database one = engine.fresh("same name");
        Database two = engine.fresh("same name");
        one.execute("create table t (a integer)", "insert into t values (1)");
        two.execute("create table t (a integer)");
        assertThat(one.update("update t set a = a + ?", 41)).isOne();
        assertThat(one.value("select a from t")).isEqualTo(42);
        assertThat(two.query("select a from t")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void givesDatabasesToManyThreadsAtOnce(Engine engine) throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Object> work = () -> {
                Database database = engine.fresh("crowd");
                database.execute("create table t (a integer)", "insert into t values (7)");
                return database.value("select a from t");
            };
            for (var each :
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> work).toList())) {
                assertThat(each.get()).isEqualTo(7);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void startsOneServerForAllClassLoaders(Engine engine) throws Exception {
        String here = engine.fresh("here").jdbcUrl();
        List<URL> classPath = new ArrayList<>();
        for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
            classPath.add(Path.of(path).toUri().toURL());
        }
        URL[] all = classPath.toArray(URL[]::new);
        try (URLClassLoader other = new URLClassLoader(all, ClassLoader.getPlatformClassLoader())) {
            Class<?> stranger = other.loadClass(Engine.class.getName());
            assertThat(stranger).isNotSameAs(Engine.class);
            Object constant = stranger.getEnumConstants()[engine.ordinal()];
            Object there = stranger.getMethod("fresh", String.class).invoke(constant, "there");
            assertThat(port(there.toString())).isEqualTo(port(here));
        }
    }

    @Test
    void answersACommitOnlyWhenItIsOnDisk() {
        Database postgres = Engine.POSTGRESQL.fresh("disk");
        assertThat(postgres.value("select current_setting('fsync')")).isEqualTo("on");
        assertThat(postgres.value("select current_setting('synchronous_commit')"))
                .isEqualTo("on");
        Database maria = Engine.MARIADB.fresh("disk");
        assertThat(maria.value("select @@innodb_flush_log_at_trx_commit").toString())
                .isEqualTo("1");
        assertThat(Engine.SQLITE.fresh("disk").value("pragma synchronous")).isEqualTo(2);
        assertThat(Engine.SQLITE.fresh("disk").value("pragma journal_mode")).isEqualTo("wal");
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EXCLUDE)
    void refusesAWrongPassword(Engine engine) throws SQLException {
        Database right = engine.fresh("login");
        right.connect().close();
        Database wrong = new Database(right.type(), right.jdbcUrl(), right.user(), "wrong");
        assertThatThrownBy(wrong::connect).isInstanceOf(SQLException.class);
    }

    @Test
    void givesPostgresqlNoSuperuser() {
        Database database = Engine.POSTGRESQL.fresh("rights");
        assertThat(database.value("select rolsuper from pg_roles where rolname = current_user"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @EnumSource
    void takesADatabaseAwayUnderAnOpenConnection(Engine engine) throws SQLException {
        Database kept = engine.fresh("kept");
        Database gone = engine.fresh("gone");
        gone.execute("create table t (a integer)");
        try (Connection open = gone.connect()) {
            assertThat(open.isValid(5)).isTrue();
            gone.drop();
        }
        assertThatThrownBy(() -> gone.query("select * from t")).isInstanceOf(IllegalStateException.class);
        kept.execute("create table t (a integer)");
    }

    @Test
    void keepsH2InAFileToo() {
        Database file = Engine.freshH2File("file");
        file.execute("create table t (a integer)", "insert into t values (5)");
        Path data = Path.of(file.jdbcUrl().replaceAll("jdbc:h2:file:|;.*", "") + ".mv.db");
        assertThat(data).exists();
        file.execute("shutdown");
        assertThat(file.value("select a from t")).isEqualTo(5);
        file.drop();
        assertThat(data).doesNotExist();
    }

    @Test
    void reportsTheFaultOfALaterStatementInAScript() {
        for (Engine engine : Engine.values()) {
            Database database = engine.fresh("fault");
            assertThatThrownBy(() -> database.runScript("create table a (x integer); insert into missing values (1);"))
                    .as(engine.type())
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void loadsTheSameShopIntoThreeEngines() {
        for (Engine engine : SHOPS) {
            Database shop = Chinook.on(engine).sameNames().shared();
            Chinook.ROWS.forEach((table, rows) ->
                    assertThat(shop.count(table)).as(engine + " " + table).isEqualTo((long) rows));
        }
        assertThat(SHOPS.stream()
                        .map(engine -> texts(Chinook.on(engine).sameNames().shared())))
                .allSatisfy(
                        texts -> assertThat(texts).contains("Act \\ Intermezzo").contains("Étude 1"))
                .containsOnly(texts(Chinook.on(Engine.SQLITE).shared()));
    }

    @Test
    void namesTheShopAlikeOnThreeEngines() throws SQLException {
        Set<String> names = Metadata.names(Chinook.on(Engine.SQLITE).shared());
        assertThat(names).hasSize(64).contains("InvoiceLine.UnitPrice", "PlaylistTrack.TrackId");
        for (Engine engine : SHOPS) {
            assertThat(Metadata.names(Chinook.on(engine).sameNames().shared()))
                    .as(engine.type())
                    .isEqualTo(names);
            assertThat(Metadata.names(Chinook.on(engine).sameNames().copy()))
                    .as(engine.type())
                    .isEqualTo(names);
        }
    }

    @Test
    void leavesThePostgresqlScriptItsOwnNamesUnlessAsked() throws SQLException {
        Set<String> own = Metadata.names(Chinook.on(Engine.POSTGRESQL).shared());
        assertThat(own).contains("invoice_line.unit_price").doesNotContain("InvoiceLine.UnitPrice");
        Set<String> renamed = new TreeSet<>();
        for (String name : own) {
            renamed.add(Arrays.stream(name.split("\\.")).map(Chinook::sameName).collect(joining(".")));
        }
        assertThat(renamed).isEqualTo(Metadata.names(Chinook.on(Engine.SQLITE).shared()));
    }

    @Test
    void keepsForeignKeysAndKeepsCopiesApart() throws SQLException {
        for (Engine engine : SHOPS) {
            Chinook chinook = Chinook.on(engine).sameNames();
            Database copy = chinook.copy();
            String insert = "insert into %s values (9999, 'Mine', ?)".formatted(copy.quote("Album"));
            assertThatThrownBy(() -> copy.update(insert, 4711))
                    .as(engine + " has no artist 4711")
                    .isInstanceOf(IllegalStateException.class);
            assertThat(copy.update(insert, 1)).isOne();
            assertThat(copy.count("Album")).isEqualTo(348);
            assertThat(chinook.shared().count("Album")).isEqualTo(347);
            assertThat(chinook.copy().count("Album")).isEqualTo(347);
            assertThat(Metadata.references(copy)).as(engine.type()).isEqualTo(11);
            assertThat(chinook.shared()).isEqualTo(chinook.shared());
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsExtremeOrdinaryAndNoValuesOfEveryType(Engine engine) {
        Database zoo = TypeZoo.types(engine);
        String types = zoo.quote("types");
        String id = zoo.quote("id");
        List<Map<String, Object>> rows = zoo.query("select * from %s order by %s".formatted(types, id));
        assertThat(rows).hasSize(3);
        Map<String, Object> extreme = rows.get(TypeZoo.EXTREME - 1);
        assertThat(extreme).hasSizeGreaterThan(29);
        extreme.forEach((column, value) -> {
            if (!column.equals("c_date_zero")) { // its driver takes 0000-00-00 for null
                assertThat(value).as(column).isNotNull();
            }
        });
        assertThat(extreme).containsEntry("c_text", TypeZoo.TEXT).containsEntry("c_bigint", Long.MAX_VALUE);
        rows.get(TypeZoo.ORDINARY - 1)
                .forEach((column, value) -> assertThat(value).as(column).isNotNull());
        Map<String, Object> nulls = rows.get(TypeZoo.NULLS - 1);
        nulls.remove("id");
        assertThat(new HashSet<>(nulls.values())).containsOnlyNulls();
        if (engine == Engine.SQLITE) {
            assertThat(extreme).containsEntry("c_decimal_text", "9999999999999999.9999");
        } else {
            assertThat(extreme).containsEntry("c_decimal", new BigDecimal("9999999999999999.9999"));
        }
    }

    @Test
    void holdsWhatDriversHide() {
        Database maria = TypeZoo.types(Engine.MARIADB);
        assertThat(maria.query(
                        "select cast(c_date_zero as char) d, cast(c_time as char) t, cast(c_bigint_unsigned as char) u"
                                + " from types where id = ?",
                        TypeZoo.EXTREME))
                .containsExactly(Map.of("d", "0000-00-00", "t", "838:59:59.999999", "u", "18446744073709551615"));
        Database postgres = TypeZoo.types(Engine.POSTGRESQL);
        assertThat(postgres.query(
                        "select c_date_far::text f, c_date_inf::text i, c_time_24::text t, c_numeric_nan::text n"
                                + " from types where id = ?",
                        TypeZoo.EXTREME))
                .containsExactly(Map.of("f", "5874897-12-31", "i", "infinity", "t", "24:00:00", "n", "NaN"));
    }

    @ParameterizedTest
    @EnumSource
    void holdsAwkwardNames(Engine engine) throws SQLException {
        Database zoo = TypeZoo.names(engine);
        Map<String, Object> order = zoo.query("select * from " + zoo.quote("order details") + " order by 1")
                .getFirst();
        assertThat(order).containsOnlyKeys("select", "Prénom", "UPPER", "with space", "a\"b");
        assertThat(order).containsEntry("Prénom", TypeZoo.TEXT).containsEntry("a\"b", "quote");
        assertThat(zoo.count("no_key")).isEqualTo(3);
        assertThat(zoo.count("part_names")).isEqualTo(3);
        assertThat(Metadata.keys(zoo, "no_key")).isEmpty();
        assertThat(Metadata.keys(zoo, "order details")).containsExactly("select");
        assertThat(Metadata.keys(zoo, "parts")).containsExactlyInAnyOrder("plant", "code");
        String insert = "insert into %s values ('Brest', 1, 'orphan', 'Lyon', 99)".formatted(zoo.quote("parts"));
        assertThatThrownBy(() -> zoo.execute(insert)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void holdsOneTableNameInTwoSchemas(Engine engine) {
        Database zoo = TypeZoo.names(engine);
        assertThat(zoo.query("select * from \"north\".\"orders\"").getFirst()).containsOnlyKeys("id", "note");
        assertThat(zoo.query("select * from \"south\".\"orders\"").getFirst()).containsOnlyKeys("number", "amount");
    }

    private static String port(String text) {
        return text.replaceAll("(?s).*127\\.0\\.0\\.1:(\\d+).*", "$1");
    }

    private static String texts(Database shop) {
        String sql = "select %s as n, %s as c from %s order by %s"
                .formatted(shop.quote("Name"), shop.quote("Composer"), shop.quote("Track"), shop.quote("TrackId"));
        return shop.query(sql).toString();
    }
}
