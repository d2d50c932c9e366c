package org.passerelle.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Date-times on the wire: {@code 2016-06-01T12:27:19.000+0200}, three fraction digits, more when the value has them (wire.md §6).
 * On input any ISO 8601 form is read, with {@code T} or a space, with any offset form or none.
 */
public final class Times extends SimpleModule {

    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 3, 9, true)
            .toFormatter(Locale.ROOT);

    private static final DateTimeFormatter OUT =
            new DateTimeFormatterBuilder().append(LOCAL).appendPattern("xx").toFormatter(Locale.ROOT);

    private static final DateTimeFormatter IN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .appendPattern("[ ][XXX][XX][X]]")
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(java.time.format.ResolverStyle.STRICT);

    Times() {
        addSerializer(new StdSerializer<>(Instant.class) {
            @Override
            public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(text(value.atOffset(ZoneOffset.UTC)));
            }
        });
        addSerializer(new StdSerializer<>(LocalDate.class) {
            @Override
            public void serialize(LocalDate value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(value.toString());
            }
        });
        addDeserializer(LocalDate.class, new StdDeserializer<>(LocalDate.class) {
            @Override
            public LocalDate deserialize(JsonParser in, DeserializationContext context) throws IOException {
                String text = in.getText();
                try {
                    return LocalDate.parse(text);
                } catch (DateTimeParseException e) {
                    return (LocalDate)
                            context.handleWeirdStringValue(LocalDate.class, text, "must be a date such as 2016-07-05");
                }
            }
        });
        addDeserializer(Instant.class, new StdDeserializer<>(Instant.class) {
            @Override
            public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
                String text = in.getText();
                try {
                    return parse(text, ZoneOffset.UTC).toInstant();
                } catch (DateTimeParseException e) {
                    return (Instant) context.handleWeirdStringValue(
                            Instant.class, text, "must be a date-time such as 2016-06-01T12:27:19.000+0200");
                }
            }
        });
    }

    public static String text(OffsetDateTime value) {
        String quick = QuickTimes.text(value);
        return quick == null ? OUT.format(value) : quick;
    }

    /** A local date-time, at the offset that the zone has then. */
    public static String text(LocalDateTime value, ZoneId zone) {
        return text(value.atZone(zone).toOffsetDateTime());
    }

    /**
     * @param zone where the text is meant when it has no offset
     * @throws DateTimeParseException when it is no ISO 8601 date-time
     */
    public static OffsetDateTime parse(String text, ZoneId zone) {
        return switch (read(text)) {
            case LocalDateTime local -> local.atZone(zone).toOffsetDateTime();
            case TemporalAccessor whole -> OffsetDateTime.from(whole);
        };
    }

    /**
     * As it stands there: an {@link OffsetDateTime}, or a {@link LocalDateTime} where it has no offset.
     *
     * @throws DateTimeParseException when it is no ISO 8601 date-time
     */
    public static TemporalAccessor read(String text) {
        String trimmed = text.trim();
        TemporalAccessor quick = QuickTimes.read(trimmed);
        return quick == null ? IN.parseBest(trimmed, OffsetDateTime::from, LocalDateTime::from) : quick;
    }
}
