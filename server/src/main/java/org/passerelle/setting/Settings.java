package org.passerelle.setting;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings as text, asked for one by one. A key {@code publicUrl} of the file is {@code PASSERELLE_PUBLIC_URL} in the environment,
 * which wins. Asking never fails: problems are gathered, and {@link #check} tells them all, unknown keys included.
 */
public final class Settings {

    public static final String FILE = "passerelle.properties";
    private static final String PREFIX = "PASSERELLE_";

    /** Read by the start script and the Java program before any settings are: no capability asks for them. */
    private static final Set<String> NOT_OURS = Set.of("JAVA_HOME", "JAVA_OPTS", "HOME");

    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> fromEnvironment = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final List<String> problems = new ArrayList<>();
    private Map<String, String> environment = Map.of();

    private Settings() {}

    /** @throws SettingsProblem when the file cannot be read */
    public static Settings read(Path dataFolder, Map<String, String> environment) {
        var settings = new Settings();
        Path file = dataFolder.resolve(FILE);
        if (Files.exists(file)) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingsProblem(List.of(file + " cannot be read: " + e.getMessage()));
            }
            properties
                    .stringPropertyNames()
                    .forEach(k ->
                            settings.values.put(k, properties.getProperty(k).trim()));
        }
        settings.environment = Map.copyOf(environment);
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NOT_OURS.contains(name.substring(PREFIX.length()))) {
                settings.fromEnvironment.add(name);
                settings.values.put(name, value.trim());
            }
        });
        return settings;
    }

    public static Settings of(Map<String, String> values) {
        var settings = new Settings();
        settings.values.putAll(values);
        return settings;
    }

    public String text(String key, String otherwise) {
        String value = find(key);
        return value == null ? otherwise : value;
    }

    public @Nullable String text(String key) {
        return find(key);
    }

    /** The text, or the one under a name that another product gave to the environment: {@code DD_JWT_SECRETKEY}. Ours wins. */
    public @Nullable String textOrForeign(String key, String foreignVariable) {
        String value = find(key);
        String foreign = environment.get(foreignVariable);
        return value != null || foreign == null || foreign.isBlank() ? value : foreign.trim();
    }

    public int number(String key, int otherwise, int from, int to) {
        return parsed(key, otherwise, "a whole number from " + from + " to " + to, text -> {
            int number = Integer.parseInt(text);
            if (number < from || number > to) {
                throw new IllegalArgumentException();
            }
            return number;
        });
    }

    public Duration duration(String key, Duration otherwise) {
        return parsed(key, otherwise, "a duration such as PT30S or PT1H", Duration::parse);
    }

    public boolean flag(String key, boolean otherwise) {
        return parsed(key, otherwise, "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        });
    }

    /** Values separated by commas; blanks around them do not count. */
    public List<String> list(String key, List<String> otherwise) {
        String value = find(key);
        return value == null ? otherwise : List.of(value.isEmpty() ? new String[0] : value.split("\\s*,\\s*"));
    }

    /**
     * A setting of any type.
     *
     * @param parse throws an {@link IllegalArgumentException} or a {@link DateTimeParseException} for what is not {@code what}
     */
    public <T> T parsed(String key, T otherwise, String what, Function<String, T> parse) {
        String value = find(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            problems.add(told(key) + " must be " + what + ", not \"" + value + "\"");
            return otherwise;
        }
    }

    /** The names under a prefix: {@code domains.itcare.errors} gives {@code itcare} for {@code domains}. Only the file has such keys. */
    public Set<String> names(String prefix) {
        return values.keySet().stream()
                .filter(k -> k.startsWith(prefix + ".") && k.indexOf('.', prefix.length() + 1) > 0)
                .map(k -> k.substring(prefix.length() + 1, k.indexOf('.', prefix.length() + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Something is wrong that only the capability can see. */
    public void problem(String text) {
        problems.add(text);
    }

    /** @throws SettingsProblem with everything that is wrong, if anything is */
    public void check() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problems.add(
                        (fromEnvironment.contains(key) ? "the environment variable " : "") + key + " is not a setting");
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsProblem(List.copyOf(problems));
        }
    }

    /** Where the setting was made, so that it can be found. */
    private String told(String key) {
        return fromEnvironment.contains(variable(key)) ? "the environment variable " + variable(key) : key;
    }

    private static String variable(String key) {
        return PREFIX
                + key.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replaceAll("[^A-Za-z0-9]", "_")
                        .toUpperCase(Locale.ROOT);
    }

    private @Nullable String find(String key) {
        String variable = variable(key);
        asked.add(key);
        asked.add(variable);
        String value = values.containsKey(variable) ? values.get(variable) : values.get(key);
        return value == null || value.isEmpty() ? null : value;
    }

    /** Everything that is wrong with the settings, a line each. */
    public static final class SettingsProblem extends RuntimeException {
        public SettingsProblem(List<String> problems) {
            super("The settings have " + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                    + ":\n  - " + String.join("\n  - ", problems));
        }
    }
}
