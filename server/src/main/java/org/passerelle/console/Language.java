package org.passerelle.console;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Call;

/** The languages of the pages. English for whoever asks for neither. */
enum Language {
    EN,
    FR;

    private static final List<Locale> OFFERED = List.of(Locale.ENGLISH, Locale.FRENCH);

    /** As it stands in {@code lang} attributes, {@code Content-Language} and the names of files. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    Language other() {
        return this == FR ? EN : FR;
    }

    /**
     * By {@code ?lang=}, else by {@code ?ui_locales=} (OpenID Connect Core §3.1.2.1), else by {@code Accept-Language} (RFC 4647 §3.4); what
     * cannot be understood does not count.
     */
    static Language of(Call call) {
        String asked = call.query().one("lang", "");
        for (Language language : values()) {
            if (language.tag().equals(asked)) {
                return language;
            }
        }
        String locales = call.query().one("ui_locales", "").strip();
        return accepted(locales.isEmpty() ? call.headers().one("Accept-Language") : locales.replace(' ', ','));
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
