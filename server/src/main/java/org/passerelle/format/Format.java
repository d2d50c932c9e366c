package org.passerelle.format;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A representation that a client may ask for or send (wire.md §6). */
public enum Format {
    JSON("application/json"),
    XML("application/xml"),
    CSV("text/csv"),
    NDJSON("application/x-ndjson"),
    /** What a page's form sends; only ever received. */
    FORM("application/x-www-form-urlencoded"),
    /** The same in parts (RFC 7578). */
    MULTIPART("multipart/form-data");

    /** Of one object. */
    public static final Set<Format> OBJECT = EnumSet.of(JSON, XML);

    /** Of rows. */
    public static final Set<Format> ROWS = EnumSet.of(JSON, XML, CSV, NDJSON);

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The value of {@code Content-Type} when this format is answered. */
    public String contentType() {
        return this == CSV || this == XML ? mediaType + ";charset=UTF-8" : mediaType;
    }

    /** The same for one object: what is made for rows alone gives way to JSON. */
    public Format ofObject() {
        return isStream() ? JSON : this;
    }

    /** Whether rows go out one after the other with nothing around them, so that a list may be endless. */
    public boolean isStream() {
        return this == CSV || this == NDJSON;
    }

    /**
     * The best format for an {@code Accept} header (RFC 9110 §12.5.1): by quality, then by the order of this enum; none or
     * {@code *}{@code /*} is JSON; empty when nothing on offer is accepted.
     */
    public static Optional<Format> accepted(@Nullable String accept, Set<Format> offered) {
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals(JSON.mediaType)) {
            return Optional.of(JSON);
        }
        Format best = null;
        double bestQuality = 0;
        for (Format format : offered) {
            double quality = quality(accept, format);
            if (quality > bestQuality) {
                best = format;
                bestQuality = quality;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The format of a {@code Content-Type} header. */
    public static Optional<Format> of(String contentType) {
        String type = bare(contentType);
        for (Format format : values()) {
            if (format.mediaType.equals(type)) {
                return Optional.of(format);
            }
        }
        return switch (type) {
            case "text/xml" -> Optional.of(XML);
            case "application/ndjson", "application/jsonl" -> Optional.of(NDJSON);
            case "application/merge-patch+json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }

    /** The media type without its parameters, in lower case. */
    public static String bare(String contentType) {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** The quality that the most specific matching range gives, 0 when none matches. */
    private static double quality(String accept, Format format) {
        double quality = 0;
        int precision = -1;
        for (String range : accept.split(",")) {
            String type = bare(range);
            int matches = precision(type, format);
            if (matches > precision) {
                precision = matches;
                quality = weight(range);
            }
        }
        return quality;
    }

    private static int precision(String range, Format format) {
        if (range.equals("*/*")) {
            return 0;
        }
        if (range.endsWith("/*")) {
            return format.mediaType.startsWith(range.substring(0, range.length() - 1)) ? 1 : -1;
        }
        return of(range).filter(f -> f == format).isPresent() ? 2 : -1;
    }

    private static double weight(String range) {
        for (String parameter : range.split(";")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2 && parts[0].trim().equalsIgnoreCase("q")) {
                try {
                    return Double.parseDouble(parts[1].trim());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
