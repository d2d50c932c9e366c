package org.passerelle.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.passerelle.format.Json;

/**
 * A backup: a zip file of the folders {@code catalogue/} and {@code data/}, and {@code manifest.json}, which tells of what it is and the
 * SHA-256 of each file. It holds the secret key, so it is for its owner's eyes only.
 */
final class Archive {

    static final String CATALOGUE = "catalogue/";
    static final String DATA = "data/";
    private static final String MANIFEST = "manifest.json";
    private static final String FORMAT = "passerelle backup 1";

    private Archive() {}

    /** What a backup is of. */
    record About(String schema, String product, Instant made) {}

    /**
     * @param files by their names in the archive
     * @throws IOException also when there is such a file already
     */
    static void write(Path archive, About about, Map<String, Path> files) throws IOException {
        Files.createFile(archive, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        ObjectNode manifest = Json.MAPPER.createObjectNode();
        manifest.put("format", FORMAT)
                .put("schema", about.schema())
                .put("product", about.product())
                .put("made", about.made().toString());
        ObjectNode sums = manifest.putObject("sha256");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, Path> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                try (InputStream in = Files.newInputStream(file.getValue())) {
                    sums.put(file.getKey(), copy(in, zip));
                }
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(Json.MAPPER.writeValueAsBytes(manifest));
            zip.closeEntry();
        }
    }

    /**
     * Takes it apart.
     *
     * @throws House.Trouble when it is no backup, or not what was written
     */
    static About read(Path archive, Path folder) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            ZipEntry entry = zip.getEntry(MANIFEST);
            JsonNode manifest =
                    entry == null ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(zip.getInputStream(entry));
            if (!manifest.path("format").asText().equals(FORMAT)) {
                throw new House.Trouble(archive + " is no backup that this version knows.");
            }
            for (Map.Entry<String, JsonNode> sum : manifest.path("sha256").properties()) {
                unpack(zip, sum.getKey(), sum.getValue().asText(), folder);
            }
            return new About(
                    manifest.path("schema").asText(),
                    manifest.path("product").asText(),
                    Instant.parse(manifest.path("made").asText()));
        }
    }

    private static void unpack(ZipFile zip, String name, String sum, Path folder) throws IOException {
        Path target = folder.resolve(name).normalize();
        ZipEntry entry = zip.getEntry(name);
        if (entry == null || !target.startsWith(folder)) {
            throw new House.Trouble("The backup lacks " + name + ".");
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            if (!copy(in, out).equals(sum)) {
                throw new House.Trouble("The backup is damaged: " + name + " is not what was written.");
            }
        }
    }

    /** @return the SHA-256 of it */
    private static String copy(InputStream in, OutputStream out) throws IOException {
        try {
            var digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            digested.transferTo(out);
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
