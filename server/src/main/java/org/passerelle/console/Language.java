package org.passerelle.console;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Call;

/** The languages of the pages. English for whoever asks for neither. */
enum Language {
    EN,
    FR;

    /** Keeps what was chosen. */
    static final String COOKIE = "passerelle_language";

    private static final Pattern REMEMBERED = Pattern.compile("(?:^|[;\\s])" + COOKIE + "=(en|fr)(?:;|$)");
    private static final List<Locale> OFFERED = List.of(Locale.ENGLISH, Locale.FRENCH);

    /** As it stands in {@code lang} attributes, {@code Content-Language} and the names of files. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    Language other() {
        return this == FR ? EN : FR;
    }

    /**
     * By {@code ?lang=}, else by {@code ?ui_locales=} (OpenID Connect Core §3.1.2.1), else what was chosen before, else by
     * {@code Accept-Language} (RFC 4647 §3.4); what cannot be understood does not count.
     */
    static Language of(Call call) {
        Language chosen = chosen(call);
        if (chosen != null) {
            return chosen;
        }
        String locales = call.query().one("ui_locales", "").strip();
        if (!locales.isEmpty()) {
            return accepted(locales.replace(' ', ','));
        }
        Matcher before =
                REMEMBERED.matcher(Objects.requireNonNullElse(call.headers().one("Cookie"), ""));
        return before.find()
                ? valueOf(before.group(1).toUpperCase(Locale.ROOT))
                : accepted(call.headers().one("Accept-Language"));
    }

    /** By {@code ?lang=}; null where nothing is said. */
    static @Nullable Language chosen(Call call) {
        String asked = call.query().one("lang", "");
        for (Language language : values()) {
            if (language.tag().equals(asked)) {
                return language;
            }
        }
        return null;
    }

    static Language accepted(@Nullable String header) {
        try {
            var ranges = Locale.LanguageRange.parse(Objects.requireNonNullElse(header, ""));
            return Locale.FRENCH.equals(Locale.lookup(ranges, OFFERED)) ? FR : EN;
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }
}
