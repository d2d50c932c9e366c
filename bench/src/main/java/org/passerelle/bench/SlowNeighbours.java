package org.passerelle.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;

/** How long a healthy webhook waits for its deliveries, alone and beside endpoints that take connections and never answer. */
final class SlowNeighbours implements Question {

    private static final int HOLES = 50;
    private static final int FOR_EACH_HOLE = 20;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final double GOAL = 1.10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> fired = new ConcurrentHashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "slow-neighbours";
    }

    @Override
    public String asks() {
        return "Do " + HOLES
                + " endpoints that hang delay the deliveries of a healthy one? Goal: its p99 moves less than 10 %.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        Files.writeString(folder.resolve("passerelle.properties"), "outgoingAllowed=127.0.0.0/8\n");
        House house = Subject.house(folder, Tables.sqlite(folder));
        String key = Subject.key(house, "events:rw,webhooks:rw");
        HttpServer healthy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        healthy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        healthy.createContext("/", exchange -> {
            arrived.put(exchange.getRequestHeaders().getFirst("webhook-id"), System.nanoTime());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        healthy.start();
        try (var hole = new Hole();
                Program program = Subject.passerelle(house)) {
            var api = new Api(program.port(), key);
            api.post("/api/v1/events", "{\"name\":\"FINE\"}");
            api.post("/api/v1/events", "{\"name\":\"HOLE\"}");
            api.post("/api/v1/webhooks", hook(healthy.getAddress().getPort(), "FINE"));
            List<String> holes = new ArrayList<>();
            for (int i = 0; i < HOLES; i++) {
                holes.add(id(api.post("/api/v1/webhooks", hook(hole.port(), "HOLE"))));
            }
            measure(report, manner, api, holes);
        } finally {
            healthy.stop(0);
        }
    }

    /** Alone and beside them by turns, so that what the machine does beside it meets both. */
    private void measure(Report report, Manner manner, Api api, List<String> holes) throws Exception {
        int rounds = manner.quick() ? 1 : 4;
        int events = manner.quick() ? 100 : 400;
        deliver(api, events); // warm
        var alone = new ArrayList<Double>();
        var beside = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            for (String hole : holes) {
                api.patch("/api/v1/webhooks/" + hole, "{\"active\":false}");
            }
            alone.addAll(deliver(api, events));
            for (String hole : holes) {
                api.patch("/api/v1/webhooks/" + hole, "{\"active\":true}");
            }
            for (int i = 0; i < FOR_EACH_HOLE; i++) {
                api.post("/api/v1/events/HOLE/fire", "{}");
            }
            beside.addAll(deliver(api, events));
        }
        report.columns("milliseconds from the answer of the call to the delivery", "median", "p90", "p99");
        say(report, "alone", alone);
        say(report, "beside " + HOLES + " that hang", beside);
        double ratio = at(beside, 0.99) / at(alone, 0.99);
        report.say("");
        report.say("p99 beside them is %.2f × that alone: %s.", ratio, Report.verdict(ratio < GOAL));
    }

    private static void say(Report report, String name, List<Double> millis) {
        report.say("| %s | %.1f | %.1f | %.1f |", name, at(millis, 0.5), at(millis, 0.9), at(millis, 0.99));
    }

    private static double at(List<Double> values, double quantile) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1.0, sorted.length * quantile)];
    }

    /** Fires at an even pace, and waits for all deliveries. */
    private List<Double> deliver(Api api, int events) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            String id = id(api.post("/api/v1/events/FINE/fire", "{}"));
            fired.put(id, System.nanoTime());
            ids.add(id);
            Machine.sleep(25);
        }
        long until = System.nanoTime() + 30_000_000_000L;
        while (!arrived.keySet().containsAll(ids) && System.nanoTime() < until) {
            Machine.sleep(10);
        }
        return ids.stream()
                .map(id -> Math.max(0, (arrived.getOrDefault(id, until) - fired.get(id)) / 1e6))
                .toList();
    }

    private static String hook(int port, String event) {
        return "{\"url\":\"http://127.0.0.1:" + port + "/in\",\"events\":[\"" + event + "\"]}";
    }

    private static String id(String json) {
        Matcher matcher = ID.matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException(json);
        }
        return matcher.group(1);
    }

    /** The server, asked by an owner's key. */
    private final class Api {

        private final int port;
        private final String key;

        Api(int port, String key) {
            this.port = port;
            this.key = key;
        }

        String post(String path, String json) throws Exception {
            return send("POST", path, json);
        }

        void patch(String path, String json) throws Exception {
            send("PATCH", path, json);
        }

        private String send(String method, String path, String json) throws Exception {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + key)
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(json))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        }
    }

    /** Takes every connection and says nothing. */
    private static final class Hole implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

        Hole() throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        sockets.add(server.accept());
                    }
                } catch (IOException closed) {
                    // the end
                }
            });
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
