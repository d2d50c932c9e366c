package org.passerelle.directory;

import com.unboundid.ldap.sdk.FailoverServerSet;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to the first server that answers. A certificate must be trusted and name the host, over {@code ldaps://} and after
 * StartTLS (RFC 4513 §3.1.3) alike; without it nothing is said. Thread-safe.
 */
final class DirectoryServers {

    private static final int LDAP = 389;
    private static final int LDAPS = 636;

    private final ServerSet servers;

    /** @throws IllegalStateException when the trusted certificates cannot be read */
    DirectoryServers(DirectorySettings settings) {
        var options = new LDAPConnectionOptions();
        int millis = (int) settings.timeout().toMillis();
        options.setConnectTimeoutMillis(millis);
        options.setResponseTimeoutMillis(millis);
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
        SSLUtil tls = tls(settings);
        servers = new FailoverServerSet(settings.servers().stream()
                .map(server -> server(server, settings.startTls(), tls, options))
                .toArray(ServerSet[]::new));
    }

    /** A new one, on which nobody is bound. */
    LDAPConnection connect() throws LDAPException {
        return servers.getConnection();
    }

    private static ServerSet server(URI server, boolean startTls, SSLUtil tls, LDAPConnectionOptions options) {
        boolean ldaps = server.getScheme().equals("ldaps");
        int port = server.getPort() >= 0 ? server.getPort() : ldaps ? LDAPS : LDAP;
        try {
            @Nullable SocketFactory sockets = ldaps ? tls.createSSLSocketFactory() : null;
            @Nullable
            PostConnectProcessor first =
                    ldaps || !startTls ? null : new StartTLSPostConnectProcessor(tls.createSSLContext());
            return new SingleServerSet(server.getHost(), port, sockets, options, null, first);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is no TLS", e);
        }
    }

    private static SSLUtil tls(DirectorySettings settings) {
        try {
            return new SSLUtil(
                    settings.trust() == null
                            ? JVMDefaultTrustManager.getInstance()
                            : new PEMFileTrustManager(settings.trust().toFile()));
        } catch (KeyStoreException e) {
            throw new IllegalStateException("ldapTrust: " + settings.trust() + " holds no certificates in PEM", e);
        }
    }
}
