package org.passerelle.licence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a licence says.
 *
 * @param expires its last day, UTC; null for one that does not end
 * @param seats how many users of each type
 */
public record Licence(
        String id,
        String holder,
        LocalDate issued,
        @Nullable LocalDate expires,
        Seats seats) {

    /** How many. */
    public record Seats(
            @JsonProperty("ADMIN") int admin,
            @JsonProperty("USER") int user) {

        int of(Seat.Type type) {
            return switch (type) {
                case ADMIN -> admin;
                case USER -> user;
            };
        }
    }
}
