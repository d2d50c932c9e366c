package org.passerelle.system;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;

/** The servers that share this catalogue. Each says every few seconds that it is there; one in a file has one server, which says nothing. */
@Singleton
final class Nodes {

    private static final Logger LOG = Logger.getLogger(Nodes.class);
    private static final int PAUSE_SECONDS = 10;
    private static final Duration GONE = Duration.ofSeconds(35);

    private final Catalogue catalogue;
    private final Clock clock;
    private final Node self;
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("node").factory());

    @Inject
    Nodes(Catalogue catalogue, Clock clock, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.catalogue = catalogue;
        this.clock = clock;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        this.self = new Node(name(), version, now, now);
    }

    private static String name() {
        String noise = HexFormat.of().toHexDigits(new SecureRandom().nextInt(), 6);
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + noise;
        } catch (UnknownHostException e) {
            return "node-" + noise;
        }
    }

    /** This one. */
    Node self() {
        return new Node(
                self.id(), self.version(), self.started(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Those that are there, this one included. */
    List<Node> all() {
        if (!catalogue.isShared()) {
            return List.of(self());
        }
        return catalogue.all(
                row -> new Node(row.text("id"), row.text("version"), row.moment("started"), row.moment("seen")),
                "SELECT id, version, started, seen FROM node WHERE seen > ? ORDER BY id",
                clock.instant().minus(GONE).toEpochMilli());
    }

    private void tell() {
        try {
            catalogue.change(unit -> {
                long now = clock.millis();
                unit.run("DELETE FROM node WHERE seen < ?", now - GONE.toMillis());
                return unit.run(
                        "INSERT INTO node (id, version, started, seen) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (id) DO UPDATE SET seen = excluded.seen",
                        self.id(),
                        self.version(),
                        self.started().toEpochMilli(),
                        now);
            });
        } catch (RuntimeException e) {
            LOG.debug("this node cannot say that it is there", e);
        }
    }

    void start(@Observes StartupEvent start) {
        if (catalogue.isShared()) {
            tell();
            pulse.scheduleWithFixedDelay(this::tell, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    void stop(@Observes ShutdownEvent end) {
        pulse.shutdown();
        if (catalogue.isShared()) {
            try {
                catalogue.change(unit -> unit.run("DELETE FROM node WHERE id = ?", self.id()));
            } catch (RuntimeException e) {
                LOG.debug("this node cannot say that it goes", e);
            }
        }
    }
}
