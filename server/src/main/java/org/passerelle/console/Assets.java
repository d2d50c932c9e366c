package org.passerelle.console;

import static java.util.Map.entry;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.zip.CRC32;

/** The addresses of the files that pages load. Quarkus serves them from {@code META-INF/resources}, and browsers keep them for a day. */
@Singleton
final class Assets {

    private final Map<String, String> all = Map.ofEntries(
            entry("style", ours("passerelle.css")),
            entry("icon", ours("passerelle.svg")),
            entry("icons", ours("icons.svg")),
            entry("apiStyle", ours("swagger.css")),
            entry("consoleStyle", ours("console.css")),
            entry("consoleScript", ours("console.js")),
            entry("earlyScript", ours("early.js")),
            entry("passwordScript", ours("password.js")),
            entry("apiScript", ours("swagger.js")),
            entry("swaggerStyle", webjar("org.webjars", "swagger-ui", "swagger-ui.css")),
            entry("swaggerScript", webjar("org.webjars", "swagger-ui", "swagger-ui-bundle.js")),
            entry("tablerStyle", webjar("org.webjars.npm", "tabler__core", "dist/css/tabler.min.css")),
            entry("tablerScript", webjar("org.webjars.npm", "tabler__core", "dist/js/tabler.min.js")),
            entry("htmx", webjar("org.webjars.npm", "htmx.org", "dist/htmx.min.js")));

    /** By the names that templates use; each begins with a slash. */
    Map<String, String> all() {
        return all;
    }

    /** The address of one of our own files changes with its content, so that no old one is used after an upgrade. */
    private static String ours(String name) {
        return "/assets/" + name + "?v=" + sum("/META-INF/resources/assets/" + name);
    }

    private static String webjar(String group, String name, String file) {
        return "/webjars/" + name + "/" + version(group, name) + "/" + file;
    }

    private static String sum(String resource) {
        var sum = new CRC32();
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            sum.update(Objects.requireNonNull(in, resource).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toHexString(sum.getValue());
    }

    /** The version stands in the pom alone; the jar says which one it is. */
    private static String version(String group, String name) {
        String resource = "/META-INF/maven/" + group + "/" + name + "/pom.properties";
        var properties = new Properties();
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            properties.load(Objects.requireNonNull(in, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(properties.getProperty("version"), resource);
    }
}
