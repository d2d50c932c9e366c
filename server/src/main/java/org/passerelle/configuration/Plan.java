package org.passerelle.configuration;

import java.util.ArrayList;
import java.util.List;

/** What is to be done so that a server is as a document says. */
public record Plan(List<Step> steps, Configuration document) {

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** Whether something in it cannot be. */
    public boolean isRefused() {
        return steps.stream().anyMatch(Step::isRefused);
    }

    /** For people: each step, and how many there are. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        steps.forEach(step -> lines.addAll(step.lines(document)));
        lines.add(summary());
        return lines;
    }

    private String summary() {
        if (isEmpty()) {
            return "Nothing to do: the server is as the document says.";
        }
        long waiting = steps.stream().filter(Step::waits).count();
        return "%d to create, %d to replace, %d to remove; %d refused%s."
                .formatted(
                        count(Step.Deed.CREATE),
                        count(Step.Deed.REPLACE),
                        count(Step.Deed.REMOVE),
                        steps.stream().filter(Step::isRefused).count(),
                        waiting == 0 ? "" : "; " + waiting + " can be tried only on the way");
    }

    private long count(Step.Deed deed) {
        return steps.stream()
                .filter(step -> step.deed() == deed && !step.isRefused())
                .count();
    }
}
