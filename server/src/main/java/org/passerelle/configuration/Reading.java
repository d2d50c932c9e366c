package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.format.Yaml;

/** Reads a document, as people write it: everything that is wrong is told at once, with its line. */
final class Reading {

    private final List<Section> known;
    private final Variables variables;
    private final Yaml.Located text;
    private final List<String> mistakes = new ArrayList<>();

    private Reading(List<Section> known, Function<String, @Nullable String> environment, Yaml.Located text) {
        this.known = known;
        this.text = text;
        this.variables = new Variables(environment, this::mistake);
    }

    /**
     * @param known the sections that there are
     * @throws Trouble with all mistakes
     */
    static Configuration read(String text, List<Section> known, Function<String, @Nullable String> environment) {
        try {
            return new Reading(known, environment, Yaml.read(text)).configuration();
        } catch (Fault fault) {
            throw new Trouble(fault.detail());
        }
    }

    private Configuration configuration() {
        var sections = new LinkedHashMap<String, SortedMap<String, ObjectNode>>();
        if (text.tree() instanceof ObjectNode document) {
            version(document);
            Map<String, Section> byName = known.stream().collect(Collectors.toMap(Section::name, Function.identity()));
            document.properties().forEach(member -> {
                Section section = byName.get(member.getKey());
                if (section != null) {
                    sections.put(section.name(), things(section, member.getValue()));
                } else if (!member.getKey().equals(Configuration.VERSION)) {
                    mistake(Fault.pointer(member.getKey()), "there is no such section; there are " + names());
                }
            });
        } else {
            mistake("", "a document is made of sections: " + names());
        }
        if (!mistakes.isEmpty()) {
            throw Trouble.of(mistakes);
        }
        return new Configuration(sections, text);
    }

    private void version(ObjectNode document) {
        if (document.path(Configuration.VERSION).asInt() != Configuration.CURRENT) {
            mistake(
                    Fault.pointer(Configuration.VERSION),
                    "the document must say of which form it is, which is " + Configuration.VERSION + ": "
                            + Configuration.CURRENT);
        }
    }

    private String names() {
        return Stream.concat(Stream.of(Configuration.VERSION), known.stream().map(Section::name))
                .collect(Collectors.joining(", "));
    }

    private SortedMap<String, ObjectNode> things(Section section, JsonNode value) {
        var things = new TreeMap<String, ObjectNode>();
        if (section.isSingle()) {
            things.put("", thing(Configuration.pointer(section, ""), value));
        } else {
            object(Fault.pointer(section.name()), value)
                    .properties()
                    .forEach(member -> things.put(
                            member.getKey(),
                            thing(Configuration.pointer(section, member.getKey()), member.getValue())));
        }
        return things;
    }

    private ObjectNode thing(String pointer, JsonNode value) {
        return variables.filled(pointer, object(pointer, value));
    }

    /** Nothing at all is an empty one. */
    private ObjectNode object(String pointer, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (!value.isNull()) {
            mistake(pointer, "must be members with their values, not " + value);
        }
        return Json.MAPPER.createObjectNode();
    }

    private void mistake(String pointer, String reason) {
        mistakes.add("line " + text.line(pointer) + ": " + (pointer.isEmpty() ? "" : pointer + ": ") + reason);
    }
}
