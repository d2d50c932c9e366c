package org.passerelle.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Verifies RS256 with one key: by AWS-LC where this machine can load it, which takes half the time, else by the JDK. AWS-LC is loaded beside
 * the first checks, which do not wait for it. Thread-safe.
 */
final class RsaCheck implements SigningKey.Check {

    private static final Logger LOG = Logger.getLogger(RsaCheck.class);

    private static final String ALGORITHM = "SHA256withRSA";
    private static final String NATIVE = "AmazonCorrettoCryptoProvider";

    private final PublicKey key;
    private volatile @Nullable Native quick;
    private volatile boolean asked;

    /** @param key as the provider knows it */
    private record Native(Provider provider, PublicKey key) {

        static @Nullable Native of(@Nullable Provider provider, PublicKey key) {
            if (provider == null) {
                return null;
            }
            try {
                var known = (PublicKey) KeyFactory.getInstance("RSA", provider).translateKey(key);
                Signature.getInstance(ALGORITHM, provider).initVerify(known);
                return new Native(provider, known);
            } catch (GeneralSecurityException e) {
                LOG.infof("A key that signs tokens is one that only the JDK knows (%s)", e.getMessage());
                return null;
            }
        }
    }

    /** One for all keys. */
    private static final class Loading {

        static final CompletableFuture<@Nullable Provider> PROVIDER = CompletableFuture.supplyAsync(
                Loading::load, task -> Thread.ofPlatform().daemon().start(task));

        private static @Nullable Provider load() {
            try {
                return ServiceLoader.load(Provider.class, RsaCheck.class.getClassLoader()).stream()
                        .filter(found -> found.type().getSimpleName().equals(NATIVE))
                        .map(ServiceLoader.Provider::get)
                        .filter(found -> found.getService("Signature", ALGORITHM) != null)
                        .findFirst()
                        .orElse(null);
            } catch (LinkageError | RuntimeException e) {
                LOG.infof("Tokens are verified by the JDK alone: %s", e.getMessage());
                return null;
            }
        }
    }

    RsaCheck(PublicKey key) {
        this.key = key;
    }

    @Override
    public boolean holds(byte[] input, byte[] signature) throws GeneralSecurityException {
        Native known = quick;
        if (known == null) {
            ask();
            return holds(Signature.getInstance(ALGORITHM), key, input, signature);
        }
        return holds(Signature.getInstance(ALGORITHM, known.provider), known.key, input, signature);
    }

    private static boolean holds(Signature check, PublicKey key, byte[] input, byte[] signature)
            throws GeneralSecurityException {
        check.initVerify(key);
        check.update(input);
        return check.verify(signature);
    }

    /** Whether AWS-LC is there by now, and knows the key. */
    boolean isNative() {
        return quick != null;
    }

    /** Once; more often does no harm. */
    private void ask() {
        if (!asked) {
            asked = true;
            Loading.PROVIDER.thenAccept(provider -> quick = Native.of(provider, key));
        }
    }
}
