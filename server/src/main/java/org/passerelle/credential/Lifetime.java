package org.passerelle.credential;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.passerelle.fault.Fault;

/** How long a credential shall last, as it is asked for: {@code PnDTnHnMnS}, what {@link Duration} reads (wire.md §2). */
public final class Lifetime {

    /** A hundred years: beyond it, dates stop being numbers that all clients read. */
    static final Duration LONGEST = Duration.ofDays(36_525);

    private Lifetime() {}

    /**
     * @param member the member of the body that holds it
     * @throws Fault 400 for months, years and weeks, which {@link Duration} does not know, for nothing and for less than nothing
     */
    public static Duration parse(String member, String text) {
        Duration duration;
        try {
            duration = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw Fault.badMember(
                    member,
                    "must be a duration of days, hours, minutes and seconds such as P30D or PT5M, not \"{}\"",
                    shown(text));
        }
        if (!duration.isPositive()) {
            throw Fault.badMember(member, "must be longer than nothing");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw Fault.badMember(member, "must be {} at most", LONGEST);
        }
        return duration;
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
