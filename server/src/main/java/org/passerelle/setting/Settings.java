package org.passerelle.setting;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

    /** Read by the start script, and by commands that need no settings: no capability asks for them. */
    private static final Set<String> NOT_OURS = Set.of("JAVA_HOME", "JAVA_OPTS", "HOME", "KEY");

    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> fromEnvironment = new HashSet<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Known> known = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private Map<String, String> environment = Map.of();

    private Settings() {}

    /**
     * Something that is wrong.
     *
     * @param key of the setting; empty where it is about several
     */
    public record Problem(String key, String text) {}

    /** @throws SettingsProblem when the file cannot be read */
    public static Settings read(Path dataFolder, Map<String, String> environment) {
        return read(dataFolder, environment, Map.of());
    }

    /** @param kept those of the catalogue; file and environment win over them */
    public static Settings read(Path dataFolder, Map<String, String> environment, Map<String, String> kept) {
        var settings = new Settings();
        settings.values.putAll(kept);
        settings.kept.addAll(kept.keySet());
        Path file = dataFolder.resolve(FILE);
        if (Files.exists(file)) {
            var properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new SettingsProblem(List.of(new Problem("", file + " cannot be read: " + e.getMessage())));
            }
            properties.stringPropertyNames().forEach(k -> {
                settings.kept.remove(k);
                settings.values.put(k, properties.getProperty(k).trim());
            });
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
        know(key, "a text", otherwise);
        String value = find(key);
        return value == null ? otherwise : value;
    }

    public @Nullable String text(String key) {
        know(key, "a text", null);
        return find(key);
    }

    /** The text, or the one under a name that another product gave to the environment: {@code DD_JWT_SECRETKEY}. Ours wins. */
    public @Nullable String textOrForeign(String key, String foreignVariable) {
        know(key, "a text", null);
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
        know(key, "a list, separated by commas", String.join(",", otherwise));
        String value = find(key);
        return value == null ? otherwise : List.of(value.isEmpty() ? new String[0] : value.split("\\s*,\\s*"));
    }

    /** One of the constants of an enum, said in small letters. */
    public <E extends Enum<E>> E word(String key, E otherwise) {
        Class<E> words = otherwise.getDeclaringClass();
        String all = Arrays.stream(words.getEnumConstants()).map(Settings::word).collect(Collectors.joining(", "));
        String what = all.replaceFirst(", (\\w+)$", " or $1");
        return parsed(
                key, otherwise, word(otherwise), what, text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A setting of any type that is written as its default says itself.
     *
     * @param parse throws an {@link IllegalArgumentException} or a {@link DateTimeParseException} for what is not {@code what}
     */
    public <T> T parsed(String key, T otherwise, String what, Function<String, T> parse) {
        return parsed(key, otherwise, String.valueOf(otherwise), what, parse);
    }

    /** The same, of one that says nothing by default. */
    public <T> T parsedOrNone(String key, T none, String what, Function<String, T> parse) {
        return parsed(key, none, null, what, parse);
    }

    private <T> T parsed(String key, T otherwise, @Nullable String shown, String what, Function<String, T> parse) {
        know(key, what, shown);
        String value = find(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            problems.add(new Problem(key, told(key) + " must be " + what + ", not \"" + value + "\""));
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
        String key = known.keySet().stream()
                .filter(text::startsWith)
                .max(Comparator.naturalOrder())
                .orElse("");
        problems.add(new Problem(key, text));
    }

    /** Every setting that was asked for, by name. */
    public List<Known> known() {
        return List.copyOf(known.values());
    }

    /** @throws SettingsProblem with everything that is wrong, if anything is */
    public void check() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                boolean variable = fromEnvironment.contains(key);
                problems.add(
                        new Problem(key, (variable ? "the environment variable " : "") + key + " is not a setting"));
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

    private void know(String key, String type, @Nullable String otherwise) {
        String variable = variable(key);
        String value = values.containsKey(variable) ? values.get(variable) : values.get(key);
        Known.Origin origin = fromEnvironment.contains(variable)
                ? Known.Origin.ENVIRONMENT
                : value == null ? Known.Origin.DEFAULT : kept.contains(key) ? Known.Origin.KEPT : Known.Origin.FILE;
        known.put(key, new Known(key, type, otherwise, value, origin));
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

        private final transient List<Problem> problems;

        public SettingsProblem(List<Problem> problems) {
            super("The settings have " + (problems.size() == 1 ? "a problem" : problems.size() + " problems")
                    + ":\n  - " + problems.stream().map(Problem::text).collect(Collectors.joining("\n  - ")));
            this.problems = problems;
        }

        public List<Problem> problems() {
            return problems;
        }
    }
}
