package org.passerelle.console;

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

    private static final String WEBJAR = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    private final Map<String, String> all = Map.of(
            "style", ours("passerelle.css"),
            "icon", ours("passerelle.svg"),
            "apiStyle", ours("swagger.css"),
            "setupScript", ours("setup.js"),
            "passwordScript", ours("password.js"),
            "apiScript", ours("swagger.js"),
            "swaggerStyle", swagger("swagger-ui.css"),
            "swaggerScript", swagger("swagger-ui-bundle.js"));

    /** By the names that templates use; each begins with a slash. */
    Map<String, String> all() {
        return all;
    }

    /** The address of one of our own files changes with its content, so that no old one is used after an upgrade. */
    private static String ours(String name) {
        return "/assets/" + name + "?v=" + sum("/META-INF/resources/assets/" + name);
    }

    private static String swagger(String name) {
        return "/webjars/swagger-ui/" + version() + "/" + name;
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
    private static String version() {
        var properties = new Properties();
        try (InputStream in = Assets.class.getResourceAsStream(WEBJAR)) {
            properties.load(Objects.requireNonNull(in, WEBJAR));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(properties.getProperty("version"), WEBJAR);
    }
}
