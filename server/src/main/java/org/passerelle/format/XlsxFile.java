package org.passerelle.format;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.passerelle.fault.Fault;

/**
 * A workbook that has come, in a file; looked through before it is read, so that nothing in it makes its reader need more memory than a few sheets of
 * people's work do.
 *
 * <pre>
 * unpacked, sheets          100 times the file
 * unpacked, all the rest    64 MB: shared texts, styles
 * between two tags          1 MB
 * elements in each other    64
 * column of a cell          XFD, the last that there is
 * formulas shared           10,000</pre>
 */
final class XlsxFile {

    private static final String SHEETS = "xl/worksheets/";
    private static final int MAX_RATIO = 100;
    private static final long MAX_REST = 64L << 20;
    private static final int MAX_GAP = 1 << 20;
    private static final int MAX_PARTS = 10_000;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_LETTERS = 3;
    private static final int MAX_SHARED = 10_000;
    private static final long OLE = 0xD0CF11E0L;
    private static final long ZIP = 0x504B0304L;

    private final Path file;
    private long sheets;
    private long rest = MAX_REST;
    private int shared;

    private XlsxFile(Path file, long size) {
        this.file = file;
        this.sheets = size * MAX_RATIO;
    }

    /**
     * Keeps the body.
     *
     * @return where it is now; whoever reads it deletes it
     * @throws Fault 400 for what is no workbook, or one that cannot be meant well
     */
    static Path arrived(InputStream body) throws IOException {
        Path file = Files.createTempFile("passerelle-", ".xlsx");
        boolean sound = false;
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                body.transferTo(out);
            }
            new XlsxFile(file, Files.size(file)).check();
            sound = true;
            return file;
        } finally {
            if (!sound) {
                Files.delete(file);
            }
        }
    }

    static Fault unsound() {
        return Fault.badRequest("The body is not an XLSX workbook that can be read.");
    }

    private void check() throws IOException {
        long signature = signature();
        if (signature == OLE) {
            throw Fault.badRequest(
                    "The workbook is encrypted, or an .xls of old: save it as .xlsx, without a password.");
        }
        if (signature != ZIP) {
            throw Fault.badRequest("The body is not an XLSX workbook: save it as .xlsx.");
        }
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            var parts = Collections.list(zip.getEntries());
            if (parts.size() > MAX_PARTS) {
                throw tooMuch();
            }
            for (ZipArchiveEntry part : parts) {
                check(zip, part);
            }
        } catch (IOException | XMLStreamException e) {
            throw e.getCause() instanceof Fault fault ? fault : unsound();
        }
    }

    private long signature() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long signature = 0;
            for (byte b : in.readNBytes(Integer.BYTES)) {
                signature = signature << Byte.SIZE | b & 0xFF;
            }
            return signature;
        }
    }

    private void check(ZipFile zip, ZipArchiveEntry entry) throws IOException, XMLStreamException {
        boolean isSheet = entry.getName().startsWith(SHEETS);
        try (var part = new Unpacked(zip.getInputStream(entry), isSheet ? sheets : rest)) {
            if (entry.getName().endsWith(".xml")) {
                parse(XmlIn.reader(part));
            } else {
                part.transferTo(OutputStream.nullOutputStream());
            }
            if (isSheet) {
                sheets = part.left;
            } else {
                rest = part.left;
            }
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException cut && cut.getCause() instanceof Fault fault) {
                throw fault;
            }
            throw e;
        }
    }

    private void parse(XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH) {
                        throw tooMuch();
                    }
                    check(xml);
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD -> throw unsound();
                default -> {}
            }
        }
    }

    private void check(XMLStreamReader element) {
        if (element.getLocalName().equals("c")) {
            String cell = element.getAttributeValue(null, "r");
            if (cell != null && letters(cell) > MAX_LETTERS) {
                throw Fault.badRequest("The workbook has a cell beyond column XFD.");
            }
        } else if (element.getLocalName().equals("f")
                && element.getAttributeValue(null, "ref") != null
                && ++shared > MAX_SHARED) {
            throw tooMuch();
        }
    }

    private static long letters(String cell) {
        return cell.chars().takeWhile(Character::isLetter).count();
    }

    private static Fault tooMuch() {
        return Fault.badRequest(
                "The workbook unpacks to more than can be read: at most 100 times its size, and 64 MB beside its sheets. Send it as CSV.");
    }

    /** A part of the file; it ends in a refusal where there is too much of it. */
    private static final class Unpacked extends FilterInputStream {
        private long left;
        private int gap;

        Unpacked(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            left -= Math.max(0, read);
            for (int i = from; i < from + read; i++) {
                gap = into[i] == '<' ? 0 : gap + 1;
                if (gap > MAX_GAP) {
                    throw new IOException(tooMuch());
                }
            }
            if (left < 0) {
                throw new IOException(tooMuch());
            }
            return read;
        }
    }
}
