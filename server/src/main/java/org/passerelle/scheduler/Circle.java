package org.passerelle.scheduler;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.fault.Fault;

/** Tasks that start one another by events, and the first by the last: once begun, they would run for ever. */
final class Circle {

    private Circle() {}

    /**
     * @param others every other task, those included that do not run now
     * @throws Fault 422 when what follows from the task's runs would start it again
     */
    static void refuse(ScheduledTask task, List<ScheduledTask> others, Map<String, TaskWork> works) {
        Set<String> told = new HashSet<>();
        var next = new ArrayDeque<String>();
        follows(task, works).ifPresent(next::add);
        while (!next.isEmpty()) {
            String event = next.remove();
            if (event.equals(task.event())) {
                throw Fault.inconsistentMember(
                        "event", "this task would lead to the event {} again, and so run for ever", event);
            }
            if (told.add(event)) {
                others.stream()
                        .filter(other -> event.equals(other.event()))
                        .map(other -> follows(other, works))
                        .flatMap(Optional::stream)
                        .forEach(next::add);
            }
        }
    }

    private static Optional<String> follows(ScheduledTask task, Map<String, TaskWork> works) {
        return Optional.ofNullable(works.get(task.kind())).flatMap(work -> work.follows(task.parameters()));
    }
}
