package org.passerelle.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.passerelle.engine.Ports;
import org.passerelle.http.Soon;

/** OpenLDAP's server, where it is installed. */
public final class SlapdDirectory implements TestDirectory {

    private static final String CONFIGURATION = """
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile %1$s/slapd.pid
            TLSCertificateFile %2$s
            TLSCertificateKeyFile %1$s/key.pem
            database mdb
            suffix "%3$s"
            rootdn "%4$s"
            rootpw "%5$s"
            directory %1$s
            access to attrs=userPassword by anonymous auth by * none
            access to * by users read by * none
            """;

    private final Certificate certificate;
    private final Process process;
    private final int port = Ports.free();
    private final int tlsPort = Ports.free();

    private SlapdDirectory(Path program, Certificate certificate) {
        this.certificate = certificate;
        try {
            Path folder = Files.createTempDirectory("passerelle-slapd-");
            Files.writeString(folder.resolve("key.pem"), key(certificate));
            Path configuration = Files.writeString(
                    folder.resolve("slapd.conf"),
                    CONFIGURATION.formatted(folder, certificate.pem(), BASE, MANAGER, MANAGERS_PASSWORD));
            process = new ProcessBuilder(
                            program.toString(),
                            "-d",
                            "0",
                            "-f",
                            configuration.toString(),
                            "-h",
                            "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + tlsPort + "/")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("said").toFile())
                    .start();
            Soon.atLast("slapd answers", this::isThere);
            fill();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LDAPException | LDIFException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it is installed; empty where it is not. */
    public static Optional<Path> program() {
        return Stream.of("/usr/sbin/slapd", "/usr/lib/openldap/slapd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @param name in its certificate */
    public static SlapdDirectory named(String name) {
        return new SlapdDirectory(program().orElseThrow(), Certificate.of(name));
    }

    private boolean isThere() {
        try (LDAPConnection manager = manager()) {
            return manager.isConnected();
        } catch (LDAPException e) {
            return false;
        }
    }

    private void fill() throws LDAPException, LDIFException {
        try (LDAPConnection manager = manager()) {
            for (String[] entry : ENTRIES) {
                manager.add(entry);
            }
        }
    }

    private static String key(Certificate certificate) throws IOException {
        try (var in = Files.newInputStream(certificate.store())) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, Certificate.PASSWORD.toCharArray());
            byte[] key = store.getKey("directory", Certificate.PASSWORD.toCharArray())
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public Path certificate() {
        return certificate.pem();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
