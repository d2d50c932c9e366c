package org.passerelle.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One change, and how its rehearsal came out.
 *
 * @param wanted what is sent
 * @param differences what becomes of the thing, as the rehearsal has answered
 * @param refusal what the rehearsal said, when it said no; null when all is well
 * @param after steps that come before and that this one names: it may be refused only because they have not been made yet
 */
record Step(
        Deed deed,
        Section section,
        String id,
        ObjectNode wanted,
        List<Difference> differences,
        @Nullable Answer refusal,
        List<String> after) {

    enum Deed {
        CREATE("+"),
        REPLACE("~"),
        REMOVE("-");

        private final String sign;

        Deed(String sign) {
            this.sign = sign;
        }
    }

    String label() {
        return section.name() + (section.isSingle() ? "" : "/" + id);
    }

    boolean isRefused() {
        return refusal != null && after.isEmpty();
    }

    /** Whether only the steps before it will show if it can be. */
    boolean waits() {
        return refusal != null && !after.isEmpty();
    }

    Answer make() {
        return deed == Deed.REMOVE
                ? section.remove(id, Server.Mode.REAL)
                : section.make(id, wanted, deed == Deed.REPLACE, Server.Mode.REAL);
    }

    /** For people: what would be done, or why it cannot be, or not yet. */
    List<String> lines(Configuration document) {
        if (refusal == null) {
            return done();
        }
        if (waits()) {
            String reasons = refusal.mistakes().stream().map(Step::told).collect(Collectors.joining("; "));
            return List.of(
                    deed.sign + " " + label(),
                    "    to be tried after " + String.join(", ", after) + "; as things are: " + reasons);
        }
        return refused(refusal, document);
    }

    /** For people: what was done. */
    List<String> done() {
        return Stream.concat(
                        Stream.of(deed.sign + " " + label()),
                        differences.stream().map(difference -> "    " + difference))
                .toList();
    }

    /** For people: why it was not done, each reason with the line of the document that it is about. */
    List<String> refused(Answer answer, Configuration document) {
        String thing = Configuration.pointer(section, id);
        return Stream.concat(
                        Stream.of("! " + label()),
                        answer.mistakes().stream()
                                .map(mistake -> "    "
                                        + (deed == Deed.REMOVE
                                                ? ""
                                                : "line " + document.line(thing + mistake.pointer()) + ": ")
                                        + told(mistake)))
                .toList();
    }

    private static String told(Answer.Mistake mistake) {
        return (mistake.pointer().isEmpty() ? "" : mistake.pointer() + ": ") + mistake.reason();
    }
}
