package org.passerelle.system;

import java.time.Instant;
import org.passerelle.operation.Doc;

/** A server that shares the catalogue. */
public record Node(
        @Doc(value = "Its id: the machine's name, and a number that is new at each start", example = "api1-3f9a2c")
        String id,

        @Doc(value = "Its version", example = "0.1.0") String version,

        @Doc(value = "When it started", example = "2026-11-22T08:30:00.000+0000")
        Instant started,

        @Doc(value = "When it was last seen", example = "2026-11-22T09:30:00.000+0000")
        Instant seen) {}
