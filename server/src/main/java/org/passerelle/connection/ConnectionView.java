package org.passerelle.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A connection as it is shown: everything but the password. */
public record ConnectionView(
        @Doc(value = "Its id", example = "compta") String id,

        @Doc(value = "What people call it", example = "Comptabilité")
        String name,

        @Doc(value = "The engine", example = "postgresql") String type,

        @Doc(value = "JDBC URL", example = "jdbc:postgresql://db.example.org/compta")
        String url,

        @Doc(value = "The database user", example = "passerelle") @Nullable
        String user,

        @Doc(value = "The roles that own the connection", example = "comptables")
        List<String> roles,

        @Doc(value = "Every change is refused", example = "false")
        boolean readOnly,

        @Doc(value = "Seconds that one statement may take", example = "30")
        int statementTimeout,

        @Doc(value = "Rows that one answer may hold; 0 for no cap", example = "0")
        int rowCap,

        @Doc(value = "up, down, or unknown until it was first looked at", example = "up")
        String status) {}
