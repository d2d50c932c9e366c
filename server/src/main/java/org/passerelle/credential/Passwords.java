package org.passerelle.credential;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.people.PasswordMaker;

/**
 * Hashes passwords, never more at once than there are cores: a hash is made to be dear, and a crowd at the login must not take processor
 * and memory from those who are in. Threads of the system's do it, so that it shares the processor with requests instead of holding up
 * the threads that carry them.
 */
@Singleton
public class Passwords implements PasswordMaker {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int PLACES = Runtime.getRuntime().availableProcessors();

    private final Semaphore places = new Semaphore(PLACES, true);
    private final ExecutorService threads = Executors.newFixedThreadPool(
            PLACES, Thread.ofPlatform().daemon().name("password-", 0).factory());

    /**
     * What is kept of a password.
     *
     * @throws Fault 503 when too many others are before
     */
    public String hash(String password) {
        return run(() -> PasswordHash.make(password));
    }

    @Override
    public String hash(String login, String password) {
        PasswordRules.check(login, password);
        return hash(password);
    }

    /**
     * Whether the hash is this password's.
     *
     * @throws Fault 503 when too many others are before
     */
    boolean matches(String password, String hash) {
        return run(() -> PasswordHash.matches(password, hash));
    }

    private <T> T run(Callable<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy(null);
            }
            try {
                return threads.submit(work).get();
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Fault busy(@Nullable Throwable cause) {
        return Fault.unavailable(
                "Too many passwords are being checked. Try again, or use an API key.", PATIENCE, cause);
    }
}
