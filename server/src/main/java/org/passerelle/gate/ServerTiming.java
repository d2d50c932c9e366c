package org.passerelle.gate;

/** The header {@code Server-Timing} (W3C), for those who may know how the server is: milliseconds to know who asks, and for the rest. */
final class ServerTiming {

    private static final long MICROS = 1_000;

    private ServerTiming() {}

    static String of(long credentialNanos, long workNanos) {
        return "credential;dur=" + millis(credentialNanos) + ", work;dur=" + millis(workNanos);
    }

    /** To the microsecond. */
    private static String millis(long nanos) {
        return Long.toString(nanos / MICROS / MICROS)
                + '.'
                + Long.toString(MICROS + nanos / MICROS % MICROS).substring(1);
    }
}
