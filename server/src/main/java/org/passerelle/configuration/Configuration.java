package org.passerelle.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.format.Yaml;

/**
 * What a document says: sections by name, things by id. A section that it does not have is none of its business.
 *
 * @param text from which it was read, to tell in which line something stands
 */
record Configuration(Map<String, SortedMap<String, ObjectNode>> sections, Yaml.Located text) {

    static final String VERSION = "version";
    static final int CURRENT = 1;

    /** As YAML: sections in the order in which they are made, things in the order of their ids. */
    static String write(Map<Section, SortedMap<String, ObjectNode>> sections) {
        ObjectNode document = Json.MAPPER.createObjectNode().put(VERSION, CURRENT);
        sections.forEach((section, things) -> {
            if (section.isSingle()) {
                things.values().forEach(thing -> document.set(section.name(), thing));
            } else {
                document.putObject(section.name()).setAll(things);
            }
        });
        try {
            return Yaml.MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A JSON Pointer to a thing. */
    static String pointer(Section section, String id) {
        return Fault.pointer(section.name()) + (section.isSingle() ? "" : Fault.pointer(id));
    }

    int line(String pointer) {
        return text.line(pointer);
    }
}
