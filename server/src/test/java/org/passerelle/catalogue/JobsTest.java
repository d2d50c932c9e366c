package org.passerelle.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** Work that is done later: with its change or not at all, once, and again where somebody died. */
class JobsTest {

    private static final Instant PAST = Instant.EPOCH;

    @TempDir
    Path folder;

    private CatalogueSettings settings(Engine engine) {
        if (engine == Engine.SQLITE) {
            return new CatalogueSettings(folder, null, null, null, null);
        }
        Database database = engine.fresh("jobs");
        return new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null);
    }

    private static Jobs jobs(Catalogue catalogue, Function<String, Optional<Instant>> work) {
        return new Jobs(catalogue, List.of(new Work(work)), Clock.systemUTC());
    }

    private record Work(Function<String, Optional<Instant>> work) implements Jobs.Job {
        @Override
        public String name() {
            return "work";
        }

        @Override
        public Optional<Instant> run(String id) {
            return work.apply(id);
        }
    }

    private static String next(BlockingQueue<String> done) throws InterruptedException {
        return done.poll(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void what_is_planned_is_done_if_the_change_commits_and_only_then(Engine engine) throws InterruptedException {
        var done = new LinkedBlockingQueue<String>();
        try (Catalogue catalogue = Catalogue.open(settings(engine));
                Jobs jobs = jobs(catalogue, id -> {
                    done.add(id);
                    return Optional.empty();
                })) {
            jobs.start();
            catalogue.change(true, unit -> {
                jobs.plan(unit, "work", "rehearsed", PAST);
                return 0;
            });
            catalogue.change(unit -> {
                jobs.plan(unit, "work", "cancelled", PAST);
                jobs.cancel(unit, "work", "cancelled");
                jobs.plan(unit, "work", "meant", PAST);
                return 0;
            });
            assertThat(next(done)).isEqualTo("meant");
            assertThat(done).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void what_fails_is_done_again_and_what_has_more_to_do_goes_on(Engine engine) throws InterruptedException {
        var done = new LinkedBlockingQueue<String>();
        var times = new AtomicInteger();
        try (Catalogue catalogue = Catalogue.open(settings(engine));
                Jobs jobs = jobs(catalogue, id -> {
                    done.add(id);
                    if (times.incrementAndGet() == 1) {
                        throw new IllegalStateException("the first time it fails, as this test wants");
                    }
                    return times.get() == 2 ? Optional.of(Instant.now()) : Optional.empty();
                })) {
            jobs.start();
            catalogue.change(unit -> {
                jobs.plan(unit, "work", "stubborn", PAST);
                return 0;
            });
            assertThat(List.of(next(done), next(done), next(done))).containsOnly("stubborn");
        }
    }

    @Test
    void two_nodes_share_the_work_and_neither_does_what_the_other_does() throws InterruptedException {
        var done = new LinkedBlockingQueue<String>();
        Function<String, Optional<Instant>> work = id -> {
            done.add(id);
            return Optional.empty();
        };
        CatalogueSettings settings = settings(Engine.POSTGRESQL);
        try (Catalogue one = Catalogue.open(settings);
                Catalogue other = Catalogue.open(settings);
                Jobs first = jobs(one, work);
                Jobs second = jobs(other, work)) {
            first.start();
            second.start();
            List<String> planned =
                    IntStream.range(0, 200).mapToObj(Integer::toString).toList();
            one.change(unit -> {
                planned.forEach(id -> first.plan(unit, "work", id, PAST));
                return 0;
            });
            for (int i = 0; i < planned.size(); i++) {
                assertThat(next(done)).isIn(planned);
            }
            assertThat(done).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void what_a_dead_server_had_begun_is_done_by_another(Engine engine) throws InterruptedException {
        var done = new LinkedBlockingQueue<String>();
        try (Catalogue catalogue = Catalogue.open(settings(engine));
                Jobs jobs = jobs(catalogue, id -> {
                    done.add(id);
                    return Optional.empty();
                })) {
            catalogue.change(unit -> {
                jobs.plan(unit, "work", "begun", PAST);
                return unit.run(
                        "UPDATE scheduled_tasks SET picked = (1 = 1), picked_by = 'dead', last_heartbeat = execution_time");
            });
            jobs.start();
            assertThat(next(done)).isEqualTo("begun");
        }
    }
}
