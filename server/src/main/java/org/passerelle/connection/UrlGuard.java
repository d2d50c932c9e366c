package org.passerelle.connection;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    private static final String MEMORY = ":memory:";
    private static final String H2_FILE = ".mv.db";
    private static final int LONGEST = 1_000;

    private UrlGuard() {}

    /** @throws Fault 422 that says what is not allowed */
    static void check(Engine engine, String url, FileGuard files) {
        if (url.length() > LONGEST
                || Engine.ofUrl(url)
                        .filter(e -> e == engine || e.isMaria() && engine.isMaria())
                        .isEmpty()) {
            throw Fault.inconsistentMember(
                    "url",
                    "a URL that is allowed here begins with jdbc:{}: for this type, and has at most {} characters.",
                    engine.word(),
                    LONGEST);
        }
        switch (engine) {
            case SQLITE -> sqlite(url, files);
            case H2 -> h2(url, files);
            case POSTGRESQL, MARIADB, MYSQL -> server(engine, url);
            default -> added(engine, url, files);
        }
    }

    /** The file that would be opened, where the engine makes one that is not there; of a URL that was checked. */
    static Optional<Path> file(Engine engine, String url) {
        return switch (engine) {
            case SQLITE ->
                named(SQLITE.matcher(url), 1, "")
                        .filter(name -> !name.equals(MEMORY))
                        .map(Path::of);
            case H2 ->
                url.contains(":mem:")
                        ? Optional.empty()
                        : named(H2.matcher(url), 2, H2_FILE).map(Path::of);
            default -> Optional.empty();
        };
    }

    private static Optional<String> named(Matcher parts, int group, String ending) {
        return parts.matches() ? Optional.of(parts.group(group) + ending) : Optional.empty();
    }

    private static void sqlite(String url, FileGuard files) {
        Matcher parts = SQLITE.matcher(url);
        if (!parts.matches()) {
            throw Fault.inconsistentMember("url", "a URL that is allowed here is jdbc:sqlite:FILE.");
        }
        parameters(Engine.SQLITE, parts.group(2), "&");
        if (!parts.group(1).equals(MEMORY)) {
            files.check(parts.group(1));
        }
    }

    private static void h2(String url, FileGuard files) {
        Matcher parts = H2.matcher(url);
        if (!parts.matches()) {
            throw Fault.inconsistentMember(
                    "url", "a URL that is allowed here is jdbc:h2:mem:NAME or jdbc:h2:file:FILE.");
        }
        String options = parts.group(3);
        parameters(Engine.H2, options.isEmpty() ? null : options.substring(1), ";");
        if (!parts.group(1).equals("mem:")) {
            files.check(parts.group(2) + H2_FILE);
        } else if (!H2_NAME.matcher(parts.group(2)).matches()) {
            throw Fault.inconsistentMember(
                    "url", "a URL that is allowed here names a database in memory by letters, digits, _ and -.");
        }
    }

    private static void server(Engine engine, String url) {
        Matcher parts = SERVER.matcher(url);
        if (!parts.matches()) {
            throw Fault.inconsistentMember(
                    "url", "a URL that is allowed here is jdbc:{}://HOST[:PORT]/DATABASE.", engine.word());
        }
        parameters(engine, parts.group(4), "&");
    }

    /** For the engines whose driver somebody must add. */
    private static void added(Engine engine, String url, FileGuard files) {
        if (url.indexOf('?') >= 0 || url.indexOf(';') >= 0) {
            throw Fault.inconsistentMember("url", "a URL that is allowed here has no parameters for this type.");
        }
        Matcher local = LOCAL.matcher(url);
        if (!isHosted(engine, url) && local.matches()) {
            files.check(local.group(1));
        }
        try {
            DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw Fault.inconsistentMember("url", "a URL that is allowed here has its driver on the class path.");
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
                throw Fault.inconsistentMember(
                        "url",
                        "a URL that is allowed here may have only the parameters {}, not {}.",
                        String.join(", ", allowed.stream().sorted().toList()),
                        name);
            }
        }
    }
}
