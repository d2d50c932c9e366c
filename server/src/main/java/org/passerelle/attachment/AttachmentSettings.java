package org.passerelle.attachment;

import java.nio.file.Path;
import java.util.List;
import org.passerelle.setting.Settings;

/**
 * @param folder where the files lie; nodes that share a catalogue share it
 * @param most bytes of one file
 * @param types media types that are taken; {@code image/*} stands for all that begin so
 */
public record AttachmentSettings(Path folder, int most, List<String> types) {

    private static final int MOST = 10 * 1024 * 1024;

    private static final List<String> TYPES = List.of(
            "image/*",
            "audio/*",
            "video/*",
            "text/plain",
            "text/csv",
            "application/pdf",
            "application/json",
            "application/xml",
            "application/zip",
            "application/msword",
            "application/vnd.*",
            "application/octet-stream");

    public static AttachmentSettings from(Settings settings, Path dataFolder) {
        String folder = settings.text("attachmentsFolder");
        return new AttachmentSettings(
                folder == null ? dataFolder.resolve("attachments") : dataFolder.resolve(folder),
                settings.number("attachmentBytes", MOST, 1, Integer.MAX_VALUE),
                settings.list("attachmentTypes", TYPES));
    }

    boolean takes(String type) {
        return types.stream()
                .anyMatch(known -> known.endsWith("*")
                        ? type.startsWith(known.substring(0, known.length() - 1))
                        : type.equals(known));
    }
}
