package org.passerelle.connection;

import java.util.Optional;

/**
 * A query whose answer changes whenever tables, columns, types, keys or references do, whoever changes them, and with nothing else; cheap to
 * ask every two seconds. {@code docs/reference/schema-changes.md} says what each engine's looks at.
 */
final class Fingerprint {

    /** Schemas of others' temporary tables are left out with the system's own. */
    private static final String POSTGRESQL = """
            WITH spaces AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
                 tables AS (SELECT c.oid, c.relname, c.relkind, n.nspname FROM pg_class c JOIN spaces n ON n.oid = c.relnamespace
                            WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f'))
            SELECT concat_ws('/',
              (SELECT sum(hashtext(concat_ws('|', t.oid, t.relname, t.relkind, t.nspname))::bigint) FROM tables t),
              (SELECT sum(hashtext(concat_ws('|', a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attnotnull, a.atthasdef,
                                             a.attidentity, a.attgenerated))::bigint)
               FROM pg_attribute a JOIN tables t ON t.oid = a.attrelid WHERE a.attnum > 0 AND NOT a.attisdropped),
              (SELECT sum(hashtext(concat_ws('|', i.indexrelid, i.indrelid, i.indisprimary, i.indkey, i.indpred))::bigint)
               FROM pg_index i JOIN tables t ON t.oid = i.indrelid WHERE i.indisunique AND i.indisvalid),
              (SELECT sum(hashtext(concat_ws('|', c.oid, c.conname, c.conrelid, c.confrelid, c.conkey, c.confkey))::bigint)
               FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid WHERE c.contype IN ('f', 'c')),
              (SELECT sum(hashtext(concat_ws('|', e.enumtypid, e.enumlabel, e.enumsortorder))::bigint) FROM pg_enum e),
              (SELECT sum(hashtext(concat_ws('|', d.oid, d.typname, d.typbasetype, d.typtypmod))::bigint)
               FROM pg_type d JOIN spaces n ON n.oid = d.typnamespace WHERE d.typtype = 'd'))""";

    private static final String MYSQL = """
            SELECT CONCAT_WS('/',
              (SELECT SUM(CRC32(CONCAT_WS('|', TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_TYPE, IS_NULLABLE,
                 COALESCE(COLUMN_DEFAULT, ''), COLUMN_KEY, EXTRA)))
               FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()),
              (SELECT SUM(CRC32(CONCAT_WS('|', TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME, ORDINAL_POSITION,
                 COALESCE(REFERENCED_TABLE_NAME, ''), COALESCE(REFERENCED_COLUMN_NAME, ''))))
               FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE())""";

    /** JSON is a text with a check there. */
    private static final String MARIADB = MYSQL + """
            , (SELECT SUM(CRC32(CONCAT_WS('|', TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE)))
               FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = DATABASE()))""";

    private static final String H2 = """
            SELECT CONCAT_WS('/',
              (SELECT SUM(ORA_HASH(CONCAT_WS('|', TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, DATA_TYPE, DTD_IDENTIFIER,
                 CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT,
                 IS_IDENTITY, IS_GENERATED)))
               FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'),
              (SELECT SUM(ORA_HASH(CONCAT_WS('|', OBJECT_SCHEMA, OBJECT_NAME, ENUM_IDENTIFIER, VALUE_NAME, VALUE_ORDINAL)))
               FROM INFORMATION_SCHEMA.ENUM_VALUES),
              (SELECT SUM(ORA_HASH(CONCAT_WS('|', OBJECT_SCHEMA, OBJECT_NAME, COLLECTION_TYPE_IDENTIFIER, DATA_TYPE,
                 CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE)))
               FROM INFORMATION_SCHEMA.ELEMENT_TYPES),
              (SELECT SUM(ORA_HASH(CONCAT_WS('|', I.INDEX_SCHEMA, I.INDEX_NAME, I.INDEX_TYPE_NAME, C.TABLE_NAME, C.COLUMN_NAME,
                 C.ORDINAL_POSITION)))
               FROM INFORMATION_SCHEMA.INDEXES I JOIN INFORMATION_SCHEMA.INDEX_COLUMNS C
                 ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = I.INDEX_NAME
               WHERE I.INDEX_TYPE_NAME LIKE 'UNIQUE%' OR I.INDEX_TYPE_NAME LIKE 'PRIMARY%'),
              (SELECT SUM(ORA_HASH(CONCAT_WS('|', R.CONSTRAINT_SCHEMA, R.CONSTRAINT_NAME, R.UNIQUE_CONSTRAINT_NAME, K.TABLE_NAME,
                 K.COLUMN_NAME, K.ORDINAL_POSITION)))
               FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE K
                 ON K.CONSTRAINT_SCHEMA = R.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = R.CONSTRAINT_NAME),
              (SELECT SUM(ORA_HASH(CONCAT_WS('|', CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CHECK_CLAUSE)))
               FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS))""";

    private Fingerprint() {}

    /** Empty where there is none, so that the whole description is read and compared. */
    static Optional<String> of(Engine engine) {
        return switch (engine) {
            case POSTGRESQL, YUGABYTEDB -> Optional.of(POSTGRESQL);
            case SQLITE -> Optional.of("SELECT schema_version FROM pragma_schema_version");
            case MARIADB -> Optional.of(MARIADB);
            case MYSQL -> Optional.of(MYSQL + ")");
            case H2 -> Optional.of(H2);
            default -> Optional.empty();
        };
    }
}
