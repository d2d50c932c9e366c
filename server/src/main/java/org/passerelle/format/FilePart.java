package org.passerelle.format;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.passerelle.fault.Fault;

/**
 * The one file of a form in parts (RFC 7578), written to the disk as it comes.
 *
 * @param name as the sender calls it, without a path; never empty
 * @param type as the sender says, without parameters
 * @param file where it lies now
 */
public record FilePart(String name, String type, long size, Path file) {

    private static final int BLOCK = 64 * 1024;
    private static final int LONGEST_NAME = 255;

    /** What a form may have beside its file. */
    private static final int AROUND = 64 * 1024;

    /**
     * @param contentType the whole header, which names the boundary
     * @param folder where the file is put, under a name of its own
     * @param most bytes of the file
     * @throws Fault 400 for what is no form with one file, 413 for a long one; nothing is left in the folder then
     */
    public static FilePart read(InputStream body, String contentType, Path folder, long most) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        if (!HttpPostRequestDecoder.isMultipart(request)) {
            throw notOne(); // without a boundary, for one
        }
        var factory = new DefaultHttpDataFactory(true);
        factory.setBaseDir(folder.toString());
        factory.setDeleteOnExit(false);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(factory, request);
            feed(decoder, body, most + AROUND);
            return kept(decoder.getBodyHttpDatas(), folder, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.NotEnoughDataDecoderException
                | HttpPostRequestDecoder.TooManyFormFieldsException
                | HttpPostRequestDecoder.TooLongFormFieldException e) {
            throw notOne();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static void feed(HttpPostMultipartRequestDecoder decoder, InputStream body, long most) throws IOException {
        decoder.setDiscardThreshold(0);
        long fed = 0;
        for (byte[] block = body.readNBytes(BLOCK); block.length > 0; block = body.readNBytes(BLOCK)) {
            fed += block.length;
            if (fed > most) {
                throw tooLarge(most - AROUND);
            }
            decoder.offer(new DefaultHttpContent(Unpooled.wrappedBuffer(block)));
        }
        decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static FilePart kept(List<InterfaceHttpData> parts, Path folder, long most) throws IOException {
        List<FileUpload> files = parts.stream()
                .filter(FileUpload.class::isInstance)
                .map(FileUpload.class::cast)
                .toList();
        if (files.size() != 1 || !files.getFirst().isCompleted()) {
            throw notOne();
        }
        FileUpload part = files.getFirst();
        if (part.length() > most) {
            throw tooLarge(most);
        }
        Path file = folder.resolve(UUID.randomUUID().toString());
        if (part.length() == 0) {
            Files.createFile(file);
        } else {
            part.renameTo(file.toFile());
        }
        String type = part.getContentType();
        return new FilePart(bare(part.getFilename()), type == null ? "" : Format.bare(type), Files.size(file), file);
    }

    /** Without the path that some clients send, and without what no file is called. */
    private static String bare(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]", "")
                .strip();
        String kept = last.length() > LONGEST_NAME ? last.substring(last.length() - LONGEST_NAME) : last;
        return kept.isEmpty() || kept.equals(".") || kept.equals("..") ? "file" : kept;
    }

    private static Fault notOne() {
        return Fault.badRequest("The body must be a form in parts (multipart/form-data) with one file.");
    }

    private static Fault tooLarge(long most) {
        return Fault.of(Fault.Kind.TOO_LARGE, "A file may have at most {} bytes.", most);
    }
}
