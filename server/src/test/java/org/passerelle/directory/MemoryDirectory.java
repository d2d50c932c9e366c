package org.passerelle.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import com.unboundid.util.ssl.KeyStoreKeyManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A directory in memory, which tells what it was asked. */
public final class MemoryDirectory implements TestDirectory {

    private final Certificate certificate;
    private final InMemoryDirectoryServer server;
    private final List<String> questions = new CopyOnWriteArrayList<>();

    private MemoryDirectory(Certificate certificate, int port) {
        this.certificate = certificate;
        try {
            var config = new InMemoryDirectoryServerConfig(BASE);
            config.setSchema(null);
            config.addAdditionalBindCredentials(MANAGER, MANAGERS_PASSWORD);
            config.addInMemoryOperationInterceptor(new Listener());
            var tls = new SSLUtil(
                    new KeyStoreKeyManager(
                            certificate.store().toFile(), Certificate.PASSWORD.toCharArray(), "PKCS12", "directory"),
                    new TrustAllTrustManager());
            InetAddress here = InetAddress.getByName("127.0.0.1");
            config.setListenerConfigs(
                    InMemoryListenerConfig.createLDAPConfig("ldap", here, port, tls.createSSLSocketFactory()),
                    InMemoryListenerConfig.createLDAPSConfig(
                            "ldaps", here, 0, tls.createSSLServerSocketFactory(), tls.createSSLSocketFactory()));
            server = new InMemoryDirectoryServer(config);
            for (String[] entry : ENTRIES) {
                server.add(entry);
            }
            server.startListening();
        } catch (LDAPException | LDIFException | GeneralSecurityException | UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param name in its certificate */
    public static MemoryDirectory named(String name) {
        return new MemoryDirectory(Certificate.of(name), 0);
    }

    public static MemoryDirectory at(int port) {
        return new MemoryDirectory(Certificate.of("localhost"), port);
    }

    private final class Listener extends InMemoryOperationInterceptor {
        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) {
            questions.add("bind");
        }

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest request) {
            questions.add("search");
        }
    }

    /** What it was asked since this was last asked. */
    public List<String> questions() {
        var asked = List.copyOf(questions);
        questions.clear();
        return asked;
    }

    @Override
    public int port() {
        return server.getListenPort("ldap");
    }

    @Override
    public int tlsPort() {
        return server.getListenPort("ldaps");
    }

    @Override
    public Path certificate() {
        return certificate.pem();
    }

    @Override
    public void close() {
        server.shutDown(true);
    }
}
