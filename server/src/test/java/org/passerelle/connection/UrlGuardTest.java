package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.fault.Fault;

/** S14: a driver is asked for nothing but a database, in a file of the allowed folders or on a server. */
class UrlGuardTest {

    @TempDir
    Path folder;

    private Path data;
    private Path outside;

    /** DriverManager shows nobody the drivers of another class loader. */
    @BeforeAll
    static void addDriver() throws SQLException {
        DriverManager.registerDriver(new org.hsqldb.jdbc.JDBCDriver());
    }

    @BeforeEach
    void layOut() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        outside = Files.createDirectory(folder.resolve("outside"));
        Files.createFile(data.resolve("catalogue.db"));
        Files.createFile(outside.resolve("secret.db"));
    }

    /** DATA and OUT stand for the folders. */
    private String placed(String url) {
        return url.replace("DATA", data.toString()).replace("OUT", outside.toString());
    }

    private void check(String url) {
        String placed = placed(url);
        Engine engine = Engine.ofUrl(placed).orElse(Engine.SQLITE);
        // the working folder is allowed too, so that nothing passes or fails by its luck
        List<Path> folders = List.of(data, Path.of("").toAbsolutePath());
        UrlGuard.check(engine, placed, new FileGuard(folders, data.resolve("catalogue.db")));
    }

    private void refused(String url) {
        assertThatThrownBy(() -> check(url)).as(url).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.kind().status()).isEqualTo(422);
            assertThat(fault.getMessage()).contains("a URL that is allowed here");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:DATA/shop.db",
                "jdbc:sqlite:DATA/été 2026.db?mode=ro",
                "jdbc:sqlite:file:DATA/shop.db",
                "jdbc:sqlite:shop.db",
                "jdbc:sqlite::memory:",
                "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1",
                "jdbc:h2:file:DATA/shop;access_mode_data=r",
                "jdbc:h2:DATA/shop",
                "jdbc:postgresql://db.example.org:5432/shop?sslmode=verify-full&currentSchema=sales",
                "jdbc:postgresql://[2001:db8::1],db2.example.org/shop",
                "jdbc:mariadb://db.example.org/shop?sslMode=trust",
                "jdbc:mysql://db.example.org:3306/shop?useSSL=true",
                "jdbc:hsqldb:mem:shop",
                "jdbc:hsqldb:file:DATA/shop",
                "jdbc:hsqldb:DATA/shop",
                "jdbc:hsqldb:hsql://db.example.org/shop"
            })
    void a_database_is_what_may_be_asked_for(String url) {
        assertThatCode(() -> check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://192.0.2.1/x.sql'",
                "jdbc:h2:mem:x;init=CREATE ALIAS EXEC AS 'x'",
                "jdbc:h2:mem:x;TRACE_LEVEL_SYSTEM_OUT=3",
                "jdbc:h2:tcp://192.0.2.1/x",
                "jdbc:h2:ssl://192.0.2.1/x",
                "jdbc:h2:zip:~/x.zip!/x",
                "jdbc:h2:split:nio:DATA/x",
                "jdbc:h2:~/x",
                "jdbc:h2:file:~/x",
                "jdbc:h2:mem:../x",
                "jdbc:postgresql://db/shop?socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext",
                "jdbc:postgresql://db/shop?socketFactoryArg=http://192.0.2.1/x.xml",
                "jdbc:postgresql://db/shop?sslmode=require&sslfactory=x",
                "jdbc:postgresql://db/shop?loggerFile=/tmp/x&loggerLevel=TRACE",
                "jdbc:postgresql://db/shop?socketF%61ctory=x",
                "jdbc:postgresql:///shop?options=-c%20x",
                "jdbc:postgresql:shop?socketFactory=x",
                "jdbc:mysql://db/shop?allowLoadLocalInfile=true",
                "jdbc:mysql://db/shop?allowUrlInLocalInfile=true",
                "jdbc:mysql://db/shop?autoDeserialize=true&queryInterceptors=x",
                "jdbc:mysql://address=(host=db)(allowLoadLocalInfile=true)/shop",
                "jdbc:mariadb://db/shop?allowLocalInfile=true",
                "jdbc:mariadb://db/shop?pipe=x",
                "jdbc:mariadb:replication://db/shop",
                "jdbc:sqlite:DATA/shop.db?enable_load_extension=true",
                "jdbc:sqlite:DATA/shop.db?mode=ro&journal_mode=OFF",
                "jdbc:sqlite::resource:http://192.0.2.1/x.db",
                "jdbc:sqlite::resource:DATA/shop.db",
                "jdbc:sqlite:",
                "jdbc:derby:memory:x;create=true",
                "jdbc:hsqldb:mem:x;hsqldb.full_log_replay=true",
                "jdbc:hsqldb:res:/org/passerelle/x",
                "jdbc:hsqldb:mem:../x",
                "jdbc:nothing:x",
                "ldap://192.0.2.1/x"
            })
    void whatever_else_a_driver_would_do_is_refused(String url) {
        refused(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:OUT/secret.db",
                "jdbc:sqlite:DATA/../outside/secret.db",
                "jdbc:sqlite:file:DATA/%2e%2e/outside/secret.db",
                "jdbc:sqlite:file:OUT/secret.db#/../../data/x",
                "jdbc:sqlite:DATA-of-others/x.db",
                "jdbc:sqlite:/etc/passwd",
                "jdbc:h2:file:OUT/secret",
                "jdbc:h2:file:DATA/../outside/secret",
                "jdbc:hsqldb:file:OUT/shop",
                "jdbc:hsqldb:OUT/shop",
                "jdbc:hsqldb:/OUT/shop",
                "jdbc:hsqldb:file://host/OUT/shop"
            })
    void a_file_lies_in_the_allowed_folders(String url) {
        refused(url);
    }

    @Test
    void no_link_leads_out_of_them() throws IOException {
        Files.createSymbolicLink(data.resolve("way"), outside);
        Files.createSymbolicLink(data.resolve("shop.db"), outside.resolve("secret.db"));
        Files.createSymbolicLink(data.resolve("new.db"), outside.resolve("new.db"));
        Files.createSymbolicLink(data.resolve("shop.mv.db"), outside.resolve("secret.db"));
        for (String url :
                List.of("sqlite:DATA/way/x.db", "sqlite:DATA/shop.db", "sqlite:DATA/new.db", "h2:DATA/shop")) {
            refused("jdbc:" + url);
        }
    }

    @Test
    void the_catalogue_is_no_business_database() throws IOException {
        Files.createSymbolicLink(data.resolve("innocent.db"), data.resolve("catalogue.db"));
        for (String name : List.of("catalogue.db", "./catalogue.db", "innocent.db")) {
            refused("jdbc:sqlite:DATA/" + name);
        }
    }
}
