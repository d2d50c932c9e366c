package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.access.Caller;
import org.passerelle.action.Deferred;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Reply;

/** What tasks of one kind do. Each bean of this type is a kind; thread-safe. */
interface TaskWork {

    /** As it is written. */
    String kind();

    /**
     * Looks at a task of this kind when it is saved.
     *
     * @param by who saves it: it will run by his rights
     * @throws Fault 400 or 422 for parameters that make no sense, 403 for what he may not do himself
     */
    void check(Caller by, JsonNode parameters);

    /**
     * Does it.
     *
     * @param by with the rights of this moment
     * @return what belongs into the unit in which it is noted that it was done
     * @throws Fault what keeps it from being done
     */
    Finish run(Caller by, ScheduledTask task, Instant now);

    /** The end of a run. */
    @FunctionalInterface
    interface Finish {

        /** @return what came of it, in a sentence */
        String in(Unit unit);
    }

    /** The event that follows from each run; empty for none. */
    default Optional<String> follows(JsonNode parameters) {
        return Optional.empty();
    }

    /** Whether it changes what the unit does not hold, so that nobody knows what came of it where the server dies in the middle. */
    default boolean isOutside() {
        return false;
    }

    /** Who asks for an action that a task begins. */
    static Deferred.Asker asker(Caller by, String task) {
        return Deferred.Asker.of(by, "", "task " + task);
    }

    /** What is said of an action that was begun. */
    static String goesOn(Reply accepted) {
        return "It goes on as " + accepted.headers().get("Location") + ".";
    }
}
