package org.passerelle.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Doc;

/** An event that may be fired. */
public record EventType(
        @Doc(value = "Its name, with its case", example = "EVENT1")
        String name,

        @Doc(value = "What it is fired for", example = "The nightly import is through")
        String description,

        @Doc(value = "Whether it may be fired now", example = "true")
        boolean active) {

    private static final Pattern NAME = Pattern.compile("[^/\\s\\p{Cntrl}?#%,;*]{1,200}");

    /** As a client writes it. What is left out has its default. */
    record Written(
            @Doc(value = "Its name, with its case; it cannot change", example = "EVENT1") @Nullable
            String name,

            @Doc(value = "What it is fired for", example = "The nightly import is through") @Nullable
            String description,

            @Doc(value = "Whether it may be fired now; true when left out", example = "true") @Nullable
            Boolean active) {

        /** @throws Fault 400 for a name that no such event can have */
        EventType named(String known) {
            if (name != null && !name.equals(known)) {
                throw Fault.badMember("name", "cannot change");
            }
            return new EventType(known, description == null ? "" : description, active == null || active);
        }
    }

    /** @throws Fault 400 for a name that no such event can have */
    static String checkedName(@Nullable String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw Fault.badMember("name", "must be given, without spaces and / ? # % , ; *");
        }
        if (name.equals("stream") || Family.of(name).isPresent()) {
            throw Fault.badMember("name", "this name is kept for what is built in");
        }
        return name;
    }
}
