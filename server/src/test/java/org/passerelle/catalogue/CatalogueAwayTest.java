package org.passerelle.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.engine.FaultProxy;
import org.passerelle.fault.Fault;
import org.passerelle.http.Soon;

/** A catalogue that is away is a 503, and well again by itself once it is back. */
class CatalogueAwayTest {

    private static final int CONNECTIONS = 10;

    @TempDir
    Path folder;

    private Catalogue open(Database database) {
        return Catalogue.open(
                new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null));
    }

    private static long touch(Catalogue catalogue) {
        return catalogue.change(unit -> {
            unit.touch(Topic.AUDIT);
            return unit.one(row -> row.big("number"), "SELECT number FROM revision WHERE topic = 'AUDIT'")
                    .orElseThrow();
        });
    }

    private static void isAway(ThrowingCallable work) {
        assertThatThrownBy(work).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.kind()).isEqualTo(Fault.Kind.UNAVAILABLE);
            assertThat(fault.retryAfter()).isPositive();
        });
    }

    private static boolean isBack(Catalogue catalogue) {
        try {
            return touch(catalogue) > 0;
        } catch (Fault fault) {
            return false;
        }
    }

    /** Takes every connection of the pool, and then does this. */
    private static void withAllTaken(Catalogue catalogue, Runnable then)
            throws ExecutionException, InterruptedException {
        var taken = new CountDownLatch(CONNECTIONS);
        var enough = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends java.util.concurrent.Future<?>> holders = IntStream.range(0, CONNECTIONS)
                    .mapToObj(i -> threads.submit(() -> catalogue.change(unit -> {
                        unit.one(row -> row.big("number"), "SELECT number FROM revision WHERE topic = 'AUDIT'");
                        taken.countDown();
                        await(enough);
                        return unit;
                    })))
                    .toList();
            taken.await();
            then.run();
            enough.countDown();
            for (var holder : holders) {
                holder.get();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void it_is_well_again_though_every_connection_was_cut() throws ExecutionException, InterruptedException {
        try (var network = FaultProxy.before(Engine.POSTGRESQL.fresh("catalogue"));
                Catalogue catalogue = open(network.database())) {
            long before = touch(catalogue);
            withAllTaken(catalogue, () -> {});
            network.down();
            isAway(() -> touch(catalogue));
            isAway(() -> catalogue.all(row -> row.text("topic"), "SELECT topic FROM revision"));
            assertThat(catalogue.isWell()).isFalse();
            network.up();
            Soon.within("the catalogue answers", () -> isBack(catalogue));
            for (int i = 0; i < 2 * CONNECTIONS; i++) {
                assertThat(touch(catalogue)).isGreaterThan(before);
            }
            assertThat(catalogue.isWell()).isTrue();
        }
    }

    /** A unit that looks something up beside itself never waits for another unit that does the same. */
    @Test
    void as_many_as_change_it_together_may_look_things_up_meanwhile() throws ExecutionException, InterruptedException {
        try (Catalogue catalogue = open(Engine.POSTGRESQL.fresh("catalogue"))) {
            withAllTaken(
                    catalogue,
                    () -> assertThat(catalogue.all(row -> row.text("topic"), "SELECT topic FROM revision"))
                            .isNotEmpty());
        }
    }

    @Test
    void when_all_its_connections_are_taken_that_passes_too() throws ExecutionException, InterruptedException {
        try (Catalogue catalogue = open(Engine.POSTGRESQL.fresh("catalogue"))) {
            withAllTaken(catalogue, () -> isAway(() -> touch(catalogue)));
            assertThat(touch(catalogue)).isPositive();
        }
    }
}
