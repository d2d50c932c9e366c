package org.passerelle.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A certificate of a directory's own, made by the JDK's keytool. */
record Certificate(Path store, Path pem) {

    static final String PASSWORD = "of-the-tests";

    private static final Map<String, Certificate> MADE = new ConcurrentHashMap<>();

    /** For this name and no other. */
    static Certificate of(String name) {
        return MADE.computeIfAbsent(name, Certificate::made);
    }

    private static Certificate made(String name) {
        try {
            Path folder = Files.createTempDirectory("passerelle-certificate-");
            var made = new Certificate(folder.resolve("store.p12"), folder.resolve("certificate.pem"));
            keytool(
                    "-genkeypair -keyalg RSA -keysize 2048 -validity 2 -dname CN=" + name + " -ext san=dns:" + name,
                    made);
            keytool("-exportcert -rfc -file " + made.pem, made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String words, Certificate made) throws IOException, InterruptedException {
        String where = " -alias directory -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + made.store;
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of((words + where).split(" ")))
                .toList();
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }
}
