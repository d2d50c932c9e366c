package org.passerelle.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.JsonText;
import org.passerelle.format.Json;

/**
 * Whether a value that a client sends is the one that the database holds, however each is written. Pure.
 *
 * @param zone where a local date-time is meant
 */
record Sameness(ZoneId zone) {

    boolean of(@Nullable Object held, @Nullable Object given) {
        return switch (held) {
            case BigDecimal a when given instanceof BigDecimal b -> a.compareTo(b) == 0;
            case OffsetDateTime a when given instanceof OffsetDateTime b -> a.isEqual(b);
            case OffsetDateTime a
            when given instanceof LocalDateTime b ->
                a.atZoneSameInstant(zone).toLocalDateTime().equals(b);
            case byte[] a when given instanceof byte[] b -> Arrays.equals(a, b);
            case byte[] a
            when given instanceof String b ->
                Base64.getEncoder().encodeToString(a).equals(b);
            case JsonText(var a) when given instanceof JsonText(var b) -> a.equals(b) || sameJson(a, b);
            case JsonText(var a) when given == null -> a.equals("null");
            case List<?> a when given instanceof List<?> b -> sameItems(a, b);
            case null, default -> Objects.equals(held, given);
        };
    }

    private boolean sameItems(List<?> held, List<?> given) {
        for (int i = 0; i < held.size() && held.size() == given.size(); i++) {
            if (!of(held.get(i), given.get(i))) {
                return false;
            }
        }
        return held.size() == given.size();
    }

    private static boolean sameJson(String a, String b) {
        try {
            return Json.MAPPER.readTree(a).equals(Json.MAPPER.readTree(b));
        } catch (JsonProcessingException | NumberFormatException e) {
            return false;
        }
    }
}
