package org.passerelle.access;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.fault.Fault;

/** What a credential allows: a level by API type; a type that is not named allows nothing. Immutable. */
public final class Permissions {

    /** What a password allows: everything, so that only the user's ACLs decide. */
    public static final Permissions ALL = new Permissions(Stream.of(ApiType.values())
            .collect(Collectors.toMap(t -> t, t -> Level.RW, Level::and, () -> new EnumMap<>(ApiType.class))));

    public static final Permissions NONE = new Permissions(new EnumMap<>(ApiType.class));

    private final EnumMap<ApiType, Level> levels;

    private Permissions(EnumMap<ApiType, Level> levels) {
        this.levels = levels;
    }

    public Level of(ApiType type) {
        return levels.getOrDefault(type, Level.NONE);
    }

    /** Whether it allows nothing at all. */
    public boolean isNone() {
        return levels.values().stream().allMatch(level -> level == Level.NONE);
    }

    /** Both must allow. */
    public Permissions and(Permissions other) {
        var both = new EnumMap<ApiType, Level>(ApiType.class);
        levels.forEach((type, level) -> both.put(type, level.and(other.of(type))));
        return new Permissions(both);
    }

    /** Either is enough. */
    public Permissions or(Permissions other) {
        var either = new EnumMap<ApiType, Level>(levels);
        other.levels.forEach((type, level) -> either.merge(type, level, (a, b) -> a.holds(b) ? a : b));
        return new Permissions(either);
    }

    /** Whether it allows nothing that the other does not. */
    public boolean isWithin(Permissions other) {
        return levels.entrySet().stream().allMatch(e -> other.of(e.getKey()).holds(e.getValue()));
    }

    /** As they are written on the wire: {@code {"users":"r","data":"rw"}}, without what is {@code none}. */
    public Map<String, String> words() {
        var words = new LinkedHashMap<String, String>();
        levels.forEach((type, level) -> {
            if (level != Level.NONE) {
                words.put(type.word(), level.word());
            }
        });
        return words;
    }

    /** Reads what {@link #words} writes. Every unknown type or level is told at once, as a 400. */
    public static Permissions parse(Map<String, String> words) {
        var levels = new EnumMap<ApiType, Level>(ApiType.class);
        List<Fault.Error> errors = new ArrayList<>();
        words.forEach((name, value) -> {
            var type = ApiType.of(name);
            var level = value == null ? java.util.Optional.<Level>empty() : Level.of(value);
            if (type.isEmpty()) {
                errors.add(new Fault.Error(
                        "/permissions" + Fault.pointer(name),
                        "unknown API type {}; known: {}",
                        name,
                        Stream.of(ApiType.values()).map(ApiType::word).collect(Collectors.joining(", "))));
            } else if (level.isEmpty()) {
                errors.add(new Fault.Error("/permissions" + Fault.pointer(name), "must be none, r or rw"));
            } else {
                levels.put(type.get(), level.get());
            }
        });
        if (!errors.isEmpty()) {
            throw Fault.badRequest("permissions: " + errors.getFirst().detail(), errors);
        }
        return new Permissions(levels);
    }

    /** As the catalogue keeps them: {@code data:rw}, one a line. */
    public String lines() {
        return words().entrySet().stream()
                .map(word -> word.getKey() + ":" + word.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** Reads what {@link #lines} writes. */
    public static Permissions ofLines(List<String> lines) {
        var words = new LinkedHashMap<String, String>();
        lines.forEach(line -> {
            String[] parts = line.split(":", 2);
            words.put(parts[0], parts[1]);
        });
        return parse(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Permissions that && levels.equals(that.levels);
    }

    @Override
    public int hashCode() {
        return levels.hashCode();
    }

    @Override
    public String toString() {
        return words().toString();
    }
}
