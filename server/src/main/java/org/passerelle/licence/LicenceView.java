package org.passerelle.licence;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** The licence as it is shown. */
record LicenceView(
        @Doc(value = "community, valid, expiring, grace, expired or invalid", example = "valid")
        String status,

        @Doc(value = "Its number; null for the community's", example = "2026-0042") @Nullable
        String id,

        @Doc(value = "To whom it was given; null for the community's", example = "Ville de Champs-sur-Marne") @Nullable
        String holder,

        @Doc(value = "When it was made", example = "2026-11-22") @Nullable
        LocalDate issued,

        @Doc(value = "Its last day, UTC; null when it does not end", example = "2027-11-21") @Nullable
        LocalDate expires,

        @Doc(value = "The seats of each type") List<SeatsView> seats,

        @Doc(
                value = "What is to be done; empty when nothing is",
                example = "The licence ends on 2026-12-01: ask its distributor for the next one.")
        String message) {

    /** How many seats there are, and how many are taken. */
    record SeatsView(
            @Doc(value = "ADMIN or USER", example = "USER") String type,

            @Doc(value = "How many there are; null for any number", example = "25") @Nullable
            Integer total,

            @Doc(value = "How many are taken", example = "7")
            long used) {}

    static LicenceView of(LicenceState state, List<Seat> taken, Duration grace) {
        Licence licence = state.licence();
        List<SeatsView> seats = List.of(Seat.Type.values()).stream()
                .map(type -> new SeatsView(
                        type.name(),
                        licence == null ? null : licence.seats().of(type),
                        taken.stream().filter(seat -> seat.type() == type).count()))
                .toList();
        return new LicenceView(
                state.kind().word(),
                licence == null ? null : licence.id(),
                licence == null ? null : licence.holder(),
                licence == null ? null : licence.issued(),
                licence == null ? null : licence.expires(),
                seats,
                state.message(grace));
    }
}
