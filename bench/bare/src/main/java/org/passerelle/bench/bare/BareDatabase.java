package org.passerelle.bench.bare;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceListener;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The database as it was told by system properties, with the settings that the server gives its own.
 *
 * @param greeting what each new connection is told; may be empty
 */
record BareDatabase(String url, String user, String password, int poolSize, String greeting) {

    private static final String COLUMNS = """
            "t"."id", "t"."id", "t"."nom", "t"."siren", "t"."adresse", "t"."cp", "t"."ville", "t"."email", "t"."montant", \
            "t"."effectif", "t"."actif", "t"."creation", "t"."modifie\"""";

    /** {@code bare.url}, {@code bare.user}, {@code bare.password}, {@code bare.pool}, {@code bare.greeting}. */
    static BareDatabase told() {
        return new BareDatabase(
                System.getProperty("bare.url"),
                System.getProperty("bare.user", ""),
                System.getProperty("bare.password", ""),
                Integer.getInteger("bare.pool", 10),
                System.getProperty("bare.greeting", ""));
    }

    boolean isSqlite() {
        return url.startsWith("jdbc:sqlite:");
    }

    String item() {
        return "select " + COLUMNS + " from " + table("client") + " as \"t\" where \"t\".\"id\" = ?" + limit();
    }

    String change() {
        return "update " + table("client") + " set \"effectif\" = ? where \"id\" = ?";
    }

    String list(String table) {
        return "select " + COLUMNS + " from " + table(table) + " as \"t\" order by \"t\".\"id\" asc" + limit();
    }

    String count(String table) {
        return "select count(*) from " + table(table) + " as \"t\"";
    }

    /** SQLite's own JSON, with the types kept: decimals by their scale, booleans as such, NULL as null. */
    String grouped(String table) {
        return """
                select json_group_array(json_object('id', id, 'cle', id, 'nom', nom, 'siren', siren, 'adresse', adresse, 'cp', cp,
                  'ville', ville, 'email', email, 'montant', json(iif(montant is null, 'null', printf('%.2f', montant))),
                  'effectif', effectif, 'actif', json(iif(actif, 'true', 'false')), 'creation', creation, 'modifie', modifie)), count(*)
                from (select * from "TABLE" order by id limit ?)""".replace("TABLE", table);
    }

    private String table(String name) {
        return isSqlite() ? '"' + name + '"' : "\"public\".\"" + name + '"';
    }

    private String limit() {
        return isSqlite() ? " limit ?" : " fetch next ? rows only";
    }

    AgroalDataSource pool() {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier()
                            .metricsEnabled(false)
                            .connectionPoolConfiguration(pool -> pool.maxSize(poolSize)
                                    .acquisitionTimeout(Duration.ofSeconds(3))
                                    .idleValidationTimeout(Duration.ofSeconds(5))
                                    .connectionValidator(BareDatabase::isValid)
                                    .connectionFactoryConfiguration(factory -> {
                                        factory.jdbcUrl(url);
                                        if (!user.isEmpty()) {
                                            factory.principal(new NamePrincipal(user))
                                                    .credential(new SimplePassword(password));
                                        }
                                        return factory;
                                    })),
                    new AgroalDataSourceListener() {
                        @Override
                        public void onConnectionCreation(Connection connection) {
                            greet(connection);
                        }
                    });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void greet(Connection connection) {
        if (greeting.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(greeting);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
