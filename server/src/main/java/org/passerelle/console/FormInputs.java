package org.passerelle.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.format.Json;

/** From a thing, as the API shows it, to the fields of its form. */
record FormInputs(Screen screen, Collection collection) {

    /**
     * @param thing as it is, or as somebody wants it
     * @param isNew whether there is none yet
     * @param fixed whether the reader may not change it
     */
    List<Input> of(JsonNode thing, boolean isNew, boolean fixed, Map<String, String> errors) {
        return collection.fields().stream()
                .filter(field -> !field.has(isNew ? Field.Trait.LATER_ONLY : Field.Trait.FIRST_ONLY))
                .filter(field -> !isIdle(field, thing))
                .map(field -> input(field, thing, isNew, fixed, errors))
                .toList();
    }

    /** There is nothing to choose from. */
    private boolean isIdle(Field field, JsonNode thing) {
        return field.kind() == Field.Kind.MANY
                && Cells.at(thing, field.name()).isEmpty()
                && screen.api().may(field.source().getFirst())
                && offered(field).isEmpty();
    }

    private Input input(Field field, JsonNode thing, boolean isNew, boolean fixed, Map<String, String> errors) {
        JsonNode value = Cells.at(thing, field.name());
        List<Input.Option> options = options(field, value);
        boolean free = options.isEmpty() && (field.kind() == Field.Kind.ONE || field.kind() == Field.Kind.MANY);
        Field.Kind kind = !free ? field.kind() : field.kind() == Field.Kind.ONE ? Field.Kind.TEXT : Field.Kind.LINES;
        return new Input(
                "f-" + field.name(),
                field.name(),
                label(field.name().replace('.', '_')),
                hint(field.name().replace('.', '_')),
                kind.name(),
                field.kind() == Field.Kind.TICK ? ticked(field, thing) : value(kind, value, isNew),
                options,
                field.kind() == Field.Kind.COLUMNS ? new ViewColumns(screen).of(field, thing) : List.of(),
                field.kind() == Field.Kind.HEADERS ? headers(value, fixed) : List.of(),
                field.kind() == Field.Kind.PUBLICATION
                        ? new PublicationForm(screen, field.name(), errors, fixed).of(thing, screen.path("id"))
                        : List.of(),
                errors.getOrDefault(field.name().replace('.', '-'), ""),
                field.has(Field.Trait.NEEDED),
                field.when(),
                fixed);
    }

    private String label(String name) {
        return screen.textOr(collection.textKey("f_" + name), screen.textOr("f_" + name, name));
    }

    private String hint(String name) {
        return screen.textOr(collection.textKey("h_" + name), screen.textOr("h_" + name, ""));
    }

    private static String ticked(Field field, JsonNode thing) {
        boolean ticked = words(thing.path(field.source().getFirst()))
                .contains(field.source().getLast());
        return Boolean.toString(ticked);
    }

    private static String value(Field.Kind kind, JsonNode value, boolean isNew) {
        return switch (kind) {
            case SECRET -> isNew ? "" : "kept";
            case LINES -> String.join("\n", words(value));
            case JSON -> pretty(value);
            case BASIC -> Cells.text(value.path("user"));
            case SECONDS -> Seconds.shown(value);
            case PUBLICATION -> Cells.text(value.path("name"));
            case SECTION -> "";
            case TEXT, NUMBER, FLAG, CHOICE, ONE, MANY, AREA, PERMISSIONS, TICK, COLUMNS, HEADERS, SOME ->
                Cells.text(value);
        };
    }

    private static List<Input.Header> headers(JsonNode value, boolean fixed) {
        var headers = new ArrayList<Input.Header>();
        value.forEach(header -> headers.add(new Input.Header(
                Cells.text(header.path("name")),
                Cells.text(header.path("value")),
                header.path("hidden").asBoolean())));
        if (!fixed) {
            headers.add(new Input.Header("", "", false));
        }
        return headers;
    }

    private static String pretty(JsonNode value) {
        try {
            return value.isMissingNode() || value.isNull()
                    ? ""
                    : value.isTextual()
                            ? value.asText()
                            : Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Input.Option> options(Field field, JsonNode value) {
        return switch (field.kind()) {
            case CHOICE ->
                field.source().stream()
                        .map(word -> option(field, word, Cells.text(value)))
                        .toList();
            case SOME -> some(field, words(value));
            case ONE -> ones(field, Cells.text(value));
            case MANY -> many(field, words(value));
            case PERMISSIONS ->
                Stream.of(ApiType.values()).flatMap(type -> levels(type, value)).toList();
            case TEXT,
                    NUMBER,
                    SECONDS,
                    FLAG,
                    LINES,
                    AREA,
                    SECRET,
                    TICK,
                    COLUMNS,
                    BASIC,
                    HEADERS,
                    JSON,
                    PUBLICATION,
                    SECTION -> List.of();
        };
    }

    private Input.Option option(Field field, String word, String chosen) {
        String label = word.isEmpty() ? "—" : screen.textOr("o_" + field.name().replace('.', '_') + "_" + word, word);
        return new Input.Option("", word, label, word.equals(chosen));
    }

    private List<Input.Option> some(Field field, Set<String> chosen) {
        var words = new LinkedHashSet<>(field.source());
        words.addAll(chosen);
        return words.stream()
                .map(word -> new Input.Option("", word, word, chosen.contains(word)))
                .toList();
    }

    private List<Input.Option> ones(Field field, String chosen) {
        var words = new LinkedHashSet<String>();
        words.add("");
        words.addAll(offered(field));
        words.add(chosen);
        return words.size() <= 1 || offered(field).isEmpty()
                ? List.of()
                : words.stream()
                        .map(word -> new Input.Option("", word, word.isEmpty() ? "—" : word, word.equals(chosen)))
                        .toList();
    }

    private List<Input.Option> many(Field field, Set<String> chosen) {
        Set<String> offered = offered(field);
        var all = new ArrayList<>(chosen);
        offered.stream().filter(word -> !chosen.contains(word)).forEach(all::add);
        return offered.isEmpty()
                ? List.of()
                : all.stream()
                        .map(word -> new Input.Option("", word, word, chosen.contains(word)))
                        .toList();
    }

    private Set<String> offered(Field field) {
        List<String> source = field.source();
        var words = new LinkedHashSet<>(source.subList(2, source.size()));
        screen.api()
                .readIfMay(Ask.of(source.getFirst()))
                .ifPresent(list -> list.forEach(one -> words.add(Cells.text(one.path(source.get(1))))));
        return words;
    }

    private Stream<Input.Option> levels(ApiType type, JsonNode permissions) {
        String held = permissions.path(type.word()).asText("none");
        return Stream.of("none", "r", "rw")
                .map(level -> new Input.Option(
                        type.word(),
                        level,
                        screen.text("level_" + level),
                        level.equals(held.equals("-") ? "none" : held)));
    }

    private static Set<String> words(JsonNode list) {
        var words = new LinkedHashSet<String>();
        list.forEach(item -> words.add(Cells.text(item)));
        return words;
    }
}
