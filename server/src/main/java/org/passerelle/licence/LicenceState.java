package org.passerelle.licence;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What holds at a moment.
 *
 * @param licence null for the community's, and for one that cannot be read any more
 */
record LicenceState(Kind kind, @Nullable Licence licence) {

    private static final int SOON_DAYS = 30;

    /** From free to bound. */
    enum Kind {
        /** No licence was activated: everything, for everyone in-house. */
        COMMUNITY,
        VALID,
        /** Valid, and ends within 30 days. */
        EXPIRING,
        /** Ended, and honoured for a while yet. */
        GRACE,
        /** Ended: one may read. */
        EXPIRED,
        /** What was activated is not signed by a distributor that is trusted now: one may read. */
        INVALID;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static final LicenceState COMMUNITY = new LicenceState(Kind.COMMUNITY, null);
    static final LicenceState INVALID = new LicenceState(Kind.INVALID, null);

    static LicenceState of(Licence licence, Instant now, Duration grace) {
        LocalDate last = licence.expires();
        if (last == null) {
            return new LicenceState(Kind.VALID, licence);
        }
        Instant end = last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Kind kind = now.isBefore(end.minus(SOON_DAYS, ChronoUnit.DAYS))
                ? Kind.VALID
                : now.isBefore(end) ? Kind.EXPIRING : now.isBefore(end.plus(grace)) ? Kind.GRACE : Kind.EXPIRED;
        return new LicenceState(kind, licence);
    }

    boolean onlyReads() {
        return kind == Kind.EXPIRED || kind == Kind.INVALID;
    }

    /** What people should know; empty when there is nothing to do. */
    String message(Duration grace) {
        return switch (kind) {
            case COMMUNITY, VALID -> "";
            case EXPIRING -> "The licence ends on " + expires() + ": ask " + "its distributor for the next one.";
            case GRACE ->
                "The licence ended on " + expires() + ". Everything goes on until "
                        + expires().plusDays(grace.toDays()) + "; after that one may only read. Activate the next one.";
            case EXPIRED ->
                "The licence ended on " + expires() + ": reading goes on, and nothing else. Activate the next one.";
            case INVALID ->
                "The licence was not signed by a distributor that this server trusts: reading goes on, and nothing else. See the"
                        + " setting licenceKeys, or activate another one.";
        };
    }

    private LocalDate expires() {
        return licence == null || licence.expires() == null ? LocalDate.MAX : licence.expires();
    }
}
