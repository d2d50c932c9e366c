package org.passerelle.format;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The common date-times of {@link Times} by hand, as a list has thousands of them and a formatter takes ten times as long. Whatever is
 * not common is null, and left to the formatter.
 */
public final class QuickTimes {

    private static final int MINUTE = 60;
    private static final int[] TENS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };

    private QuickTimes() {}

    /** Of a year with four digits, with an offset of whole minutes. */
    public static @Nullable String text(OffsetDateTime value) {
        int year = value.getYear();
        int offset = value.getOffset().getTotalSeconds();
        if (year < 0 || year > 9999 || offset % MINUTE != 0) {
            return null;
        }
        int fraction = value.getNano();
        int digits = 9;
        while (digits > 3 && fraction % 10 == 0) {
            fraction /= 10;
            digits--;
        }
        byte[] text = new byte[20 + digits + 5];
        put(text, 0, 4, year);
        text[4] = '-';
        put(text, 5, 2, value.getMonthValue());
        text[7] = '-';
        put(text, 8, 2, value.getDayOfMonth());
        text[10] = 'T';
        put(text, 11, 2, value.getHour());
        text[13] = ':';
        put(text, 14, 2, value.getMinute());
        text[16] = ':';
        put(text, 17, 2, value.getSecond());
        text[19] = '.';
        put(text, 20, digits, fraction);
        int minutes = Math.abs(offset) / MINUTE;
        text[20 + digits] = (byte) (offset < 0 ? '-' : '+');
        put(text, 21 + digits, 2, minutes / MINUTE);
        put(text, 23 + digits, 2, minutes % MINUTE);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void put(byte[] text, int at, int digits, int number) {
        int rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** {@code 2016-06-01T12:27:19}, or with a blank for the T, with a fraction or none, with an offset or none. */
    public static @Nullable TemporalAccessor read(String text) {
        if (text.length() < 19
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T' && text.charAt(10) != ' '
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return null;
        }
        int zone = fractionEnd(text);
        int nano = zone == 19 ? 0 : number(text, 20, zone) * TENS[9 - (zone - 20)];
        try {
            var local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19),
                    nano);
            return zone == text.length() ? local : offset(text, zone, local);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Where the fraction ends that may stand behind the seconds: at most nine digits, and one at least. */
    private static int fractionEnd(String text) {
        if (text.length() <= 20 || text.charAt(19) != '.') {
            return 19;
        }
        int end = 20;
        while (end < text.length() && end < 29 && Character.digit(text.charAt(end), 10) >= 0) {
            end++;
        }
        return end == 20 ? 19 : end;
    }

    /** {@code Z}, {@code +02}, {@code +0200}, {@code +02:00}. */
    private static @Nullable OffsetDateTime offset(String text, int at, LocalDateTime local) {
        char sign = text.charAt(at);
        int length = text.length() - at;
        if (sign == 'Z' && length == 1) {
            return local.atOffset(ZoneOffset.UTC);
        }
        boolean colon = length == 6 && text.charAt(at + 3) == ':';
        if (sign != '+' && sign != '-' || length != 3 && length != 5 && !colon) {
            return null;
        }
        int hours = number(text, at + 1, at + 3);
        int minutes = length == 3 ? 0 : number(text, text.length() - 2, text.length());
        return local.atOffset(
                sign == '-' ? ZoneOffset.ofHoursMinutes(-hours, -minutes) : ZoneOffset.ofHoursMinutes(hours, minutes));
    }

    /** @throws DateTimeException when there is anything but digits */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
