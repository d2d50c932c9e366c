package org.passerelle.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.configuration.Server.Mode;
import org.passerelle.configuration.Step.Deed;
import org.passerelle.format.Json;

/** Compares a document with a server, by rehearsing each change there: what the server would answer is what would be. */
final class Planner {

    private static final ObjectNode NOTHING = Json.MAPPER.createObjectNode();

    private final List<Section> sections;
    private final Configuration document;
    private final boolean prune;
    private final List<Step> steps = new ArrayList<>();

    /** The names of what the steps so far make, by their labels. */
    private final Map<String, Set<String>> made = new LinkedHashMap<>();

    /** @param prune whether things go that the document does not say, in the sections that it has */
    Planner(List<Section> sections, Configuration document, boolean prune) {
        this.sections = sections;
        this.document = document;
        this.prune = prune;
    }

    /** First what is made, in an order that works; then what goes, in the opposite one. */
    Plan plan() {
        var removals = new ArrayList<Step>();
        for (Section section : sections) {
            SortedMap<String, ObjectNode> things = document.sections().get(section.name());
            if (things != null) {
                SortedMap<String, Held> held = section.held();
                Names.inOrder(things).forEach((id, said) -> make(section, id, said, held.get(id)));
                if (prune && !section.isSingle()) {
                    removals.addAll(removals(section, things, held));
                }
            }
        }
        Collections.reverse(removals);
        steps.addAll(removals);
        return new Plan(List.copyOf(steps), document);
    }

    private void make(Section section, String id, ObjectNode said, @Nullable Held held) {
        ObjectNode before = held == null ? NOTHING : held.shown();
        if (said.equals(before)) {
            return;
        }
        ObjectNode wanted = section.wanted(id, said, held, prune);
        Answer answer = section.make(id, wanted, held != null, Mode.REHEARSED);
        ObjectNode after = answer.isRefused() ? before : section.shown(answer.body());
        if (held == null || answer.isRefused() || !after.equals(before)) {
            var step = new Step(
                    held == null ? Deed.CREATE : Deed.REPLACE,
                    section,
                    id,
                    wanted,
                    Difference.between(before, after),
                    answer.isRefused() ? answer : null,
                    named(id, said));
            steps.add(step);
            made.put(step.label(), Names.of(id, said));
        }
    }

    private List<String> named(String id, ObjectNode said) {
        Set<String> names = Names.in(id, said);
        return made.entrySet().stream()
                .filter(step -> !Collections.disjoint(step.getValue(), names))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Step> removals(
            Section section, SortedMap<String, ObjectNode> things, SortedMap<String, Held> held) {
        return held.entrySet().stream()
                .filter(thing -> thing.getValue().told() != null && !things.containsKey(thing.getKey()))
                .map(thing -> {
                    Answer answer = section.remove(thing.getKey(), Mode.REHEARSED);
                    return new Step(
                            Deed.REMOVE,
                            section,
                            thing.getKey(),
                            NOTHING,
                            List.of(),
                            answer.isRefused() ? answer : null,
                            List.of());
                })
                .toList();
    }
}
