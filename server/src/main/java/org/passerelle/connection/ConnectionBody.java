package org.passerelle.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A connection as a client writes it. What is left out has its default. */
public record ConnectionBody(
        @Doc(value = "Made from the name when left out", example = "compta") @Nullable
        String id,

        @Doc(value = "What people call it", example = "Comptabilité") @Nullable
        String name,

        @Doc(value = "The engine; read from the URL when left out", example = "postgresql") @Nullable
        String type,

        @Doc(value = "JDBC URL, without secrets", example = "jdbc:postgresql://db.example.org/compta") @Nullable
        String url,

        @Doc(value = "The database user", example = "passerelle") @Nullable
        String user,

        @Doc(value = "Written, never shown; left out it is kept, null erases it", example = "s3cret") @Nullable
        String password,

        @Doc(value = "The roles that own the connection", example = "comptables") @Nullable
        List<String> roles,

        @Doc(value = "Refuse every change", example = "false") @Nullable
        Boolean readOnly,

        @Doc(value = "Seconds that one statement may take", example = "30") @Nullable
        Integer statementTimeout,

        @Doc(value = "Rows that one answer may hold; 0 for no cap", example = "0") @Nullable
        Integer rowCap,

        @Doc("Is not changed by what is sent") @Nullable String status) {

    @Override
    public String toString() {
        return "connection " + id;
    }
}
