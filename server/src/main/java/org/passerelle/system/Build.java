package org.passerelle.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Which build of the program runs: two with the same id have the same code. */
final class Build {

    private static final String DEVELOPMENT = "development";
    private static final int LENGTH = 12;
    private static final String ID = read();

    private Build() {}

    /** The beginning of the SHA-256 of the program's archive; {@code development} where it runs from a folder of classes. */
    static String id() {
        return ID;
    }

    private static String read() {
        try {
            CodeSource source = Build.class.getProtectionDomain().getCodeSource();
            URL where = source == null ? null : source.getLocation();
            if (where == null) {
                return DEVELOPMENT;
            }
            Path code = Path.of(where.toURI());
            if (!Files.isRegularFile(code)) {
                return DEVELOPMENT;
            }
            try (InputStream in =
                    new DigestInputStream(Files.newInputStream(code), MessageDigest.getInstance("SHA-256"))) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
                byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
                return HexFormat.of().formatHex(digest).substring(0, LENGTH);
            }
        } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
            return "unknown";
        }
    }
}
