package org.passerelle.attachment;

import java.time.Instant;
import org.passerelle.operation.Doc;

/** A file on a record, as it is kept and shown. */
public record Attachment(
        @Doc(value = "Its id", example = "0193f2c81b4-7d0c") String id,

        @Doc(value = "What its sender called it", example = "photo.jpg")
        String name,

        @Doc(value = "Its media type", example = "image/jpeg")
        String type,

        @Doc(value = "Its bytes", example = "48213") long size,

        @Doc(value = "When it was added", example = "2026-11-22T08:30:00.000+0000")
        Instant created,

        @Doc(value = "Who added it", example = "ursule") String createdBy) {}
