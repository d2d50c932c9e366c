package org.passerelle.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of many things, as the fields of a page say it. */
final class Which {

    private static final int TO_MINUTES = "2026-11-22T08:30".length();

    private Which() {}

    /** Of the parameters of these names those that say something; the browser's times have no seconds, those of the API do. */
    static Map<String, String> of(Map<String, List<String>> said, List<String> names) {
        var which = new LinkedHashMap<String, String>();
        for (String name : names) {
            String value = ConsoleDoor.one(said, name).strip();
            if (!value.isEmpty()) {
                which.put(name, isTime(value) ? value + ":00" : value);
            }
        }
        return which;
    }

    private static boolean isTime(String value) {
        return value.length() == TO_MINUTES && value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d");
    }
}
