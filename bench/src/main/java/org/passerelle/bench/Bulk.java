package org.passerelle.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.connection.Told;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** How fast many rows go in by {@code /api/items}, and out as CSV and NDJSON, against a plain JDBC program with the same rows. */
final class Bulk implements Question {

    private static final Pattern HEAP = Pattern.compile("total (\\d+)K, used (\\d+)K");

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String asks() {
        return "How fast do 34,969 communes go in (10,000 a request) and out? Goals: ≥ 50 % of a plain JDBC batch, ≥ 50 % of the "
                + "JDBC read rate, heap growth ≤ 64 MB.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Database database = Engine.POSTGRESQL.fresh("bulk");
        database.execute(Communes.TABLE);
        House house = Subject.house(Files.createTempDirectory("passerelle-bench-"), database);
        long postgres = Postgres.server(database);
        try (HttpClient client = HttpClient.newHttpClient();
                Connection plain = connect(database)) {
            try (Program program = Subject.passerelle(house)) {
                new Run(report, program, client, house, plain, database, postgres).in(manner.quick() ? 2 : 7);
            }
            report.say("");
            try (Program program = Subject.passerelle(house)) { // anew: its heap has grown by nothing else
                new Run(report, program, client, house, plain, database, postgres).out(manner.quick() ? 10 : 60);
            }
        }
    }

    private static Connection connect(Database database) throws Exception {
        var login = new Properties();
        login.setProperty("user", database.user());
        login.setProperty("password", database.password());
        Driver driver = new org.postgresql.Driver();
        Connection connection = driver.connect(Told.url(database.jdbcUrl()), login);
        connection.createStatement().execute(Told.greeting(database.jdbcUrl()));
        return connection;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** What a piece of work took: by the clock, and of CPU with that of PostgreSQL. */
    private record Took(double seconds, double cpu) {}

    private record Run(
            Report report,
            Program program,
            HttpClient client,
            House house,
            Connection plain,
            Database database,
            long postgres) {

        void in(int times) throws Exception {
            List<ObjectNode> rows = Communes.read();
            List<byte[]> first = Communes.requests(rows, 0);
            List<byte[]> second = Communes.requests(rows, 1);
            var took = new Took[6][times];
            for (int i = -2; i < times; i++) { // the first two rounds only warm
                int round = Math.max(i, 0);
                database.execute("truncate communes");
                took[0][round] = plain(() -> Communes.batch(plain, rows, 0, false));
                took[1][round] = plain(() -> Communes.batch(plain, rows, 0, true));
                took[2][round] = plain(() -> Communes.batch(plain, rows, 1, true));
                database.execute("truncate communes");
                took[3][round] = ours(() -> send(first, "created"));
                took[4][round] = ours(() -> send(first, "unchanged"));
                took[5][round] = ours(() -> send(second, "updated"));
                database.execute("vacuum analyze communes");
            }
            report.columns(
                    "rows that are",
                    "rows a second",
                    "CPU µs a row",
                    "plain JDBC: rows a second",
                    "CPU µs",
                    "rate",
                    "CPU");
            String[] what = {"created", "unchanged", "updated"};
            for (int i = 0; i < what.length; i++) {
                Took our = median(took[i + 3]);
                Took their = median(took[i]);
                int count = rows.size();
                report.say(
                        "| %s | %.0f | %.1f | %.0f | %.1f | **%.0f %%** | %.0f %% |",
                        what[i],
                        count / our.seconds(),
                        our.cpu() * 1e6 / count,
                        count / their.seconds(),
                        their.cpu() * 1e6 / count,
                        100 * their.seconds() / our.seconds(),
                        100 * their.cpu() / our.cpu());
            }
        }

        void out(int times) throws Exception {
            var scans = new Took[times];
            for (int i = -10; i < times; i++) {
                scans[Math.max(i, 0)] = plain(() -> Communes.scan(plain));
            }
            Took scan = median(scans);
            report.columns(
                    "34,969 rows as",
                    "MB a second",
                    "ms",
                    "CPU ms",
                    "heap MB: held before",
                    "held after",
                    "most",
                    "JDBC read rate");
            for (String path : List.of("/api/communes", "/api/list/communes")) {
                for (String type : List.of("text/csv", "application/x-ndjson")) {
                    var took = new Took[times];
                    long[] bytes = new long[1];
                    for (int i = 0; i < 10; i++) {
                        bytes[0] = download(path, type);
                    }
                    long before = heldAfterCollection();
                    long most = 0;
                    for (int i = 0; i < times; i++) {
                        took[i] = ours(() -> download(path, type));
                        most = i % 10 == 9 ? Math.max(most, held()) : most;
                    }
                    Took one = median(took);
                    report.say(
                            "| %s `%s` | %.1f | %.0f | %.0f | %d | %d | %d | **%.0f %%**, of CPU %.0f %% |",
                            type.replaceFirst(".*/(x-)?", "").toUpperCase(java.util.Locale.ROOT),
                            path,
                            bytes[0] / one.seconds() / 1e6,
                            one.seconds() * 1e3,
                            one.cpu() * 1e3,
                            before >> 10,
                            heldAfterCollection() >> 10,
                            most >> 10,
                            100 * scan.seconds() / one.seconds(),
                            100 * scan.cpu() / one.cpu());
                }
            }
        }

        private Took plain(Work work) throws Exception {
            var self = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = self.getProcessCpuTime() / 1000 + Cpu.ofFamily(postgres);
            long began = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Took(seconds, (self.getProcessCpuTime() / 1000 + Cpu.ofFamily(postgres) - cpu) / 1e6);
        }

        private Took ours(Work work) throws Exception {
            long cpu = Cpu.of(program.pid()) + Cpu.ofFamily(postgres);
            long began = System.nanoTime();
            work.run();
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Took(seconds, (Cpu.of(program.pid()) + Cpu.ofFamily(postgres) - cpu) / 1e6);
        }

        private void send(List<byte[]> requests, String status) throws Exception {
            for (byte[] body : requests) {
                HttpResponse<String> answer = client.send(
                        request("/api/items/communes")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() != 200
                        || !answer.body().contains("\"" + status + "\"")
                        || answer.body().split("\"status\":\"" + status + "\"", -1).length
                                != answer.body().split("\"status\":", -1).length) {
                    throw new IllegalStateException(status + ": " + answer.statusCode() + " "
                            + answer.body()
                                    .substring(0, Math.min(300, answer.body().length())));
                }
            }
        }

        private long download(String path, String type) throws Exception {
            HttpResponse<InputStream> answer =
                    client.send(request(path).header("Accept", type).build(), BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                long bytes = body.transferTo(OutputStream.nullOutputStream());
                if (answer.statusCode() != 200 || bytes < 1_000_000) {
                    throw new IllegalStateException(path + ": " + answer.statusCode() + ", " + bytes + " bytes");
                }
                return bytes;
            }
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + path))
                    .header("Authorization", "Bearer " + house.key());
        }

        private long heldAfterCollection() {
            program.jcmd("GC.run");
            return held();
        }

        /** KB of the heap in use, garbage included. */
        private long held() {
            Matcher generations = HEAP.matcher(program.jcmd("GC.heap_info"));
            long held = 0;
            while (generations.find()) {
                held += Long.parseLong(generations.group(2));
            }
            return held;
        }

        private static Took median(Took[] took) {
            double[] seconds =
                    Arrays.stream(took).mapToDouble(Took::seconds).sorted().toArray();
            double[] cpu = Arrays.stream(took).mapToDouble(Took::cpu).sorted().toArray();
            return new Took(seconds[took.length / 2], cpu[took.length / 2]);
        }
    }
}
