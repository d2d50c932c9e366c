package org.passerelle.people;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.address.AddressList;
import org.passerelle.fault.Fault;

/** What the members of a body may hold. A blank text stands for none. Pure; a member that is not so is a 400, a name that leads nowhere a 422. */
final class Members {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,500}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}");
    private static final Pattern MOBILE = Pattern.compile("\\+?[0-9][0-9 ().-]{1,38}");
    private static final Pattern TABLE = Pattern.compile("[^/\\s\\p{Cntrl}?#%]{1,200}");
    private static final int LONGEST_RULE = 10_000;

    private Members() {}

    static String name(@Nullable String given, String otherwise) {
        String name = text(given);
        if (name == null) {
            return otherwise;
        }
        return matching("name", name, NAME, "is a text of 1 to 500 characters");
    }

    static @Nullable String email(@Nullable String given) {
        String email = text(given);
        return email == null ? null : matching("email", email, EMAIL, "is an address such as anne@example.org");
    }

    static @Nullable String mobile(@Nullable String given) {
        String mobile = text(given);
        return mobile == null ? null : matching("mobile", mobile, MOBILE, "is a number such as +33 6 12 34 56 78");
    }

    static @Nullable String language(@Nullable String given) {
        String tag = text(given);
        try {
            return tag == null
                    ? null
                    : new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw Fault.badMember("language", "is a language tag such as fr or en-GB");
        }
    }

    static @Nullable String timeZone(@Nullable String given) {
        String zone = text(given);
        try {
            return zone == null ? null : ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw Fault.badMember("timeZone", "is a time zone such as Europe/Paris");
        }
    }

    static Account.Kind kind(String given) {
        return Account.Kind.of(given).orElseThrow(() -> Fault.badMember("kind", "is owner, inhouse or guest"));
    }

    /** @throws Fault 422 for a list that cannot be read */
    static AddressList ips(@Nullable String given) {
        return AddressList.parse("ips", given);
    }

    /** @throws Fault 400 when there is none */
    static String needed(String member, @Nullable String given) {
        String text = text(given);
        if (text == null) {
            throw Fault.badMember(member, "is missing");
        }
        return text;
    }

    static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip();
    }

    private static String matching(String member, String text, Pattern pattern, String reason) {
        if (!pattern.matcher(text).matches()) {
            throw Fault.badMember(member, reason);
        }
        return text;
    }

    static String one(String member, String name, Predicate<String> known) {
        if (!known.test(name)) {
            throw inconsistent(member, "there is no {}", name);
        }
        return name;
    }

    static Fault inconsistent(String member, String words, Object... names) {
        var error = new Fault.Error(Fault.pointer(member), words, names);
        return Fault.inconsistent(member + ": " + error.detail() + ".", List.of(error));
    }

    /** Each once, in the order given. */
    static List<String> names(String member, @Nullable List<String> given, Predicate<String> known) {
        List<String> names = given == null ? List.of() : given;
        var errors = new ArrayList<Fault.Error>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name == null || !known.test(name)) {
                errors.add(new Fault.Error(Fault.pointer(member) + "/" + i, "there is no {}", name));
            }
        }
        if (!errors.isEmpty()) {
            throw Fault.inconsistent(member + ": " + errors.getFirst().detail() + ".", errors);
        }
        return List.copyOf(new LinkedHashSet<>(names));
    }

    /** What a role opens, as it is kept: actions in their order, no blank rule. */
    static SortedMap<String, TableEntry> tables(@Nullable Map<String, TableEntry> given) {
        var tables = new TreeMap<String, TableEntry>();
        if (given != null) {
            given.forEach((table, entry) -> tables.put(table, table(table, entry)));
        }
        return tables;
    }

    private static TableEntry table(String table, @Nullable TableEntry entry) {
        String member = "tables." + table;
        if (entry == null || !TABLE.matcher(table).matches()) {
            throw Fault.badMember(member, "is {actions, columns, rowFilter} under the public name of a table");
        }
        List<String> wanted = entry.actions() == null ? List.of() : entry.actions();
        if (wanted.stream().anyMatch(word -> word == null || Action.of(word).isEmpty())) {
            throw Fault.badMember(member + ".actions", "are some of list, read, create, update, delete, export");
        }
        List<String> columns = entry.columns();
        if (columns != null && columns.stream().anyMatch(column -> column == null || column.isBlank())) {
            throw Fault.badMember(member + ".columns", "are names of columns");
        }
        String rule = text(entry.rowFilter());
        if (rule != null && rule.length() > LONGEST_RULE) {
            throw Fault.badMember(member + ".rowFilter", "has {} characters at most", LONGEST_RULE);
        }
        return new TableEntry(
                List.copyOf(new LinkedHashSet<>(wanted)),
                columns == null ? null : List.copyOf(new LinkedHashSet<>(columns)),
                rule);
    }
}
