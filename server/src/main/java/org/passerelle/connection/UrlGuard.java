package org.passerelle.connection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/**
 * Which JDBC URLs may be saved: the known forms, with parameters from an allow-list and files within the allowed folders. Drivers do
 * astonishing things when a parameter asks (run scripts, load classes, read local files), so what is not listed is refused.
 */
final class UrlGuard {

    private static final Pattern SERVER = Pattern.compile(
            "jdbc:(postgresql|mariadb|mysql)://([A-Za-z0-9._:\\[\\]-]+(?:,[A-Za-z0-9._:\\[\\]-]+)*)/([A-Za-z0-9_.$%-]+)(?:\\?(.*))?");
    private static final Pattern SQLITE = Pattern.compile("jdbc:sqlite:(?:file:)?([^?]*)(?:\\?(.*))?");
    private static final Pattern H2 = Pattern.compile("jdbc:h2:(mem:|file:|)([^;]*)((?:;[^;]*)*)");
    private static final Pattern H2_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    /** Of an engine without a case of its own, when it is neither in memory nor behind a host. */
    private static final Pattern LOCAL =
            Pattern.compile("jdbc:[a-z]+:(?!:?mem(?:ory)?:[A-Za-z0-9_-]*$)(?:file:|directory:)?(.*)");

    private static final Map<Engine, Set<String>> PARAMETERS = Map.of(
            Engine.POSTGRESQL,
            Set.of(
                    "sslmode",
                    "currentschema",
                    "sockettimeout",
                    "logintimeout",
                    "targetservertype",
                    "loadbalancehosts",
                    "channelbinding"),
            Engine.MARIADB,
            Set.of("sslmode", "usessl", "sockettimeout", "tinyint1isbit"),
            Engine.MYSQL,
            Set.of("sslmode", "usessl", "sockettimeout", "tinyint1isbit"),
            Engine.SQLITE,
            Set.of("mode"),
            Engine.H2,
            Set.of("db_close_delay", "access_mode_data", "ifexists", "schema"));

    private static final String H2_FILE = ".mv.db";
    private static final int LONGEST = 1_000;

    private UrlGuard() {}

    /** @throws Fault 422 that says what is not allowed */
    static void check(Engine engine, String url, FileGuard files) {
        if (url.length() > LONGEST
                || Engine.ofUrl(url)
                        .filter(e -> e == engine || e.isMaria() && engine.isMaria())
                        .isEmpty()) {
            throw refused("begins with jdbc:" + engine.word() + ": for this type, and has at most " + LONGEST
                    + " characters");
        }
        switch (engine) {
            case SQLITE -> {
                Matcher parts = matched(SQLITE, url, "is jdbc:sqlite:FILE");
                parameters(engine, parts.group(2), "&");
                if (!parts.group(1).equals(":memory:")) {
                    file(parts.group(1), files);
                }
            }
            case H2 -> {
                Matcher parts = matched(H2, url, "is jdbc:h2:mem:NAME or jdbc:h2:file:FILE");
                String options = parts.group(3);
                parameters(engine, options.isEmpty() ? null : options.substring(1), ";");
                if (!parts.group(1).equals("mem:")) {
                    file(parts.group(2) + H2_FILE, files);
                } else if (!H2_NAME.matcher(parts.group(2)).matches()) {
                    throw refused("names a database in memory by letters, digits, _ and -");
                }
            }
            case POSTGRESQL, MARIADB, MYSQL ->
                parameters(
                        engine,
                        matched(SERVER, url, "is jdbc:" + engine.word() + "://HOST[:PORT]/DATABASE")
                                .group(4),
                        "&");
            default -> added(engine, url, files);
        }
    }

    /** For the engines whose driver somebody must add. */
    private static void added(Engine engine, String url, FileGuard files) {
        if (url.indexOf('?') >= 0 || url.indexOf(';') >= 0) {
            throw refused("has no parameters for this type");
        }
        Matcher local = LOCAL.matcher(url);
        if (!isHosted(engine, url) && local.matches()) {
            file(local.group(1), files);
        }
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw refused("has its driver on the class path");
        }
    }

    /** Whether it names a server. HSQLDB takes two slashes alone for a file's, DuckDB knows nothing but files. */
    private static boolean isHosted(Engine engine, String url) {
        String way = switch (engine) {
            case DUCKDB -> "(?!)";
            case HSQLDB -> "(?:hsqls?|https?):";
            default -> "";
        };
        return url.matches("jdbc:" + engine.word() + ":" + way + "//[A-Za-z0-9\\[].*");
    }

    private static Matcher matched(Pattern pattern, String url, String form) {
        Matcher matcher = pattern.matcher(url);
        if (!matcher.matches()) {
            throw refused(form);
        }
        return matcher;
    }

    private static void parameters(Engine engine, @Nullable String list, String separator) {
        if (list == null || list.isEmpty()) {
            return;
        }
        Set<String> allowed = PARAMETERS.getOrDefault(engine, Set.of());
        for (String parameter : list.split(separator)) {
            String name = URLDecoder.decode(parameter.split("=", 2)[0], StandardCharsets.UTF_8)
                    .trim()
                    .toLowerCase(Locale.ROOT);
            if (!allowed.contains(name)) {
                throw refused("may have only the parameters "
                        + String.join(", ", allowed.stream().sorted().toList()) + ", not " + name);
            }
        }
    }

    private static void file(String name, FileGuard files) {
        String refusal = files.refusal(name);
        if (refusal != null) {
            throw refused(refusal);
        }
    }

    private static Fault refused(String rule) {
        String reason = "a URL that is allowed here " + rule + ".";
        return Fault.inconsistent("url: " + reason, List.of(new Fault.Error("/url", reason)));
    }
}
