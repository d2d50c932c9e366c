package org.passerelle.format;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/** Dates in a workbook: numbers of days that are formatted as dates (ECMA-376 §18.17.4). */
final class XlsxDates {

    private static final LocalDateTime DAY_0 = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final LocalDateTime DAY_0_OF_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);
    private static final BigDecimal MILLIS_OF_DAY = BigDecimal.valueOf(86_400_000);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466); // year 10000

    /** Days that are counted as if 1900 had had a 29 February. */
    private static final BigDecimal FIRST_SURE = BigDecimal.valueOf(61);

    /** What is quoted, escaped or in brackets, such as a colour. */
    private static final Pattern BESIDE = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*]");

    private static final Pattern PART_OF_DATE = Pattern.compile("[dDmMyYhHsS]");

    private XlsxDates() {}

    /** @param format a number format; null for none */
    static boolean isDate(@Nullable String format) {
        return format != null
                && !format.equalsIgnoreCase("General")
                && PART_OF_DATE
                        .matcher(BESIDE.matcher(format.replaceAll("\\[(?i:h+|m+|s+)]", "h"))
                                .replaceAll(""))
                        .find();
    }

    /**
     * A date, a time of day, or a date and a time, to the millisecond.
     *
     * @param cell to be named in a refusal
     */
    static String text(BigDecimal days, boolean from1904, String cell) {
        if (days.signum() < 0 || days.compareTo(LAST_DAY) >= 0) {
            throw Fault.badRequest("Cell " + cell + " holds a date that there is not.");
        }
        long millis =
                days.multiply(MILLIS_OF_DAY).setScale(0, RoundingMode.HALF_UP).longValueExact();
        try {
            LocalDateTime moment = (from1904 ? DAY_0_OF_1904 : DAY_0).plus(millis, ChronoUnit.MILLIS);
            if (days.compareTo(BigDecimal.ONE) < 0) {
                return moment.toLocalTime().toString();
            }
            if (!from1904 && days.compareTo(FIRST_SURE) < 0) {
                moment = moment.plusDays(1);
            }
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? moment.toLocalDate().toString()
                    : moment.toString();
        } catch (DateTimeException e) {
            throw Fault.badRequest("Cell " + cell + " holds a date that there is not.");
        }
    }
}
