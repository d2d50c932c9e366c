package org.passerelle.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The configuration of a server that runs somewhere, by whoever holds a key of it. Each method throws {@link Trouble}. */
public final class RemoteConfiguration {

    private final List<Section> sections;
    private final Consumer<String> notes;

    /** @param notes hears what the caller should know beside the result */
    public RemoteConfiguration(String url, String key, Consumer<String> notes) {
        this.sections = Sections.of(new Server(url, key, notes));
        this.notes = notes;
    }

    /** A document of all that the key may see. What it may not see is left out, and noted. */
    public String export() {
        var all = new LinkedHashMap<Section, SortedMap<String, ObjectNode>>();
        for (Section section : sections) {
            try {
                var told = new TreeMap<String, ObjectNode>();
                section.held().forEach((id, held) -> {
                    if (held.told() != null) {
                        told.put(id, held.told());
                    }
                });
                all.put(section, told);
            } catch (Trouble trouble) {
                if (!trouble.isUnseen()) {
                    throw trouble;
                }
                notes.accept("Left out: " + section.name() + ", which this key may not see.");
            }
        }
        return Configuration.write(all);
    }

    /**
     * What would be done so that the server is as the document says.
     *
     * @param environment where the document's variables are found
     * @param prune whether things go that the document does not say, in the sections that it has
     */
    public Plan plan(String document, Function<String, @Nullable String> environment, boolean prune) {
        return new Planner(sections, Reading.read(document, sections, environment), prune).plan();
    }

    /**
     * Does it.
     *
     * @param told hears each step as it is done
     * @return whether all was done
     */
    public boolean apply(Plan plan, Consumer<String> told) {
        return new Making(told).make(plan);
    }
}
