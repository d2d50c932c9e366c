package org.passerelle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to go on. */
public final class SettableClock extends Clock {

    private volatile Instant now;

    public SettableClock() {
        this("2026-11-22T08:30:00Z");
    }

    public SettableClock(String moment) {
        now = Instant.parse(moment);
    }

    public void goOn(Duration time) {
        now = now.plus(time);
    }

    /** To another moment, which may be an earlier one. */
    public void set(String moment) {
        now = Instant.parse(moment);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
