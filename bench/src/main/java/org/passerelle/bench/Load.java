package org.passerelle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes load, in a process of its own: connections that each send a request as soon as the last one is answered, all on one thread. Reads
 * orders from its input, a line each, and prints what came of each:
 *
 * <pre>PORT CONNECTIONS MILLISECONDS PATH [Header: value]
 * ANSWERED FAILED BYTES MEDIAN P99                      of the answers; latencies in microseconds</pre>
 *
 * {@code {1000}} in the path, the headers or what is posted is a number from 1 to 1000, another each time; {@code {a|b}} in the headers is one of them, for each connection;
 * a tab parts headers, and two tabs what is posted. {@code {name=a|b}} there is one of them for each connection's first request, then what
 * the last answer says of {@code name}.
 */
public final class Load {

    private static final Pattern RANDOM = Pattern.compile("\\{(\\d+)}");
    private static final Pattern CHOICE = Pattern.compile("\\{(?:(\\w+)=)?([^}]*\\|[^}]*)}");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Request[] requests;
    private long[] latencies = new long[1 << 16];
    private int answered;
    private int failed;
    private long bytes;

    /** @param host as the requests name it: what a server says of itself in tokens is what it was called */
    private Load(String host, String path, String header) {
        Matcher choice = CHOICE.matcher(header);
        boolean found = choice.find();
        String[] choices = found ? choice.group(2).split("\\|", -1) : new String[] {""};
        String member = found ? Objects.requireNonNullElse(choice.group(1), "") : "";
        requests = Arrays.stream(choices)
                .map(chosen -> member.isEmpty()
                        ? Request.of(host, path, choice.replaceFirst(chosen), "", "")
                        : Request.of(host, path, choice.replaceFirst(Request.PLACE), member, chosen))
                .toArray(Request[]::new);
    }

    /**
     * What one connection asks: the text of the head and what is posted, with the places of random numbers.
     *
     * @param posted empty for a GET
     * @param member of each answer, which stands in the next request; empty for none
     * @param first what stands there before there is an answer
     */
    private record Request(String head, String posted, String member, String first) {

        static final String PLACE = "{}";

        static Request of(String host, String path, String header, String member, String first) {
            String[] parts = header.split("\t\t", 2);
            String posted = parts.length > 1 ? parts[1] : "";
            String head = (posted.isEmpty() ? "GET " : "POST ") + path
                    + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: application/json\r\n"
                    + (parts[0].isEmpty() ? "" : parts[0].replace("\t", "\r\n") + "\r\n");
            return new Request(head, posted, member, first);
        }

        byte[] next(String value) {
            String body = numbered(posted.replace(PLACE, value));
            String length = posted.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
            return (numbered(head) + length + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
        }

        private static String numbered(String text) {
            return text.indexOf('{') < 0
                    ? text
                    : RANDOM.matcher(text)
                            .replaceAll(number -> Integer.toString(
                                    1 + ThreadLocalRandom.current().nextInt(Integer.parseInt(number.group(1)))));
        }

        /** What the next request says, after this answer. */
        String learn(ByteBuffer answer, String before) throws IOException {
            if (member.isEmpty()) {
                return before;
            }
            String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
            Matcher value =
                    Pattern.compile("\"" + member + "\" *: *\"([^\"]*)\"").matcher(text);
            if (!value.find()) {
                throw new IOException("no " + member + " in " + text);
            }
            return value.group(1);
        }
    }

    public static void main(String... args) throws IOException {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 5);
            var load = new Load("127.0.0.1:" + words[0], words[3], words.length > 4 ? words[4] : "");
            load.run(Integer.parseInt(words[0]), Integer.parseInt(words[1]), Long.parseLong(words[2]));
            System.out.println(load.told());
        }
    }

    private String told() {
        long[] sorted = Arrays.copyOf(latencies, answered);
        Arrays.sort(sorted);
        return answered + " " + failed + " " + bytes + " " + at(sorted, 0.5) + " " + at(sorted, 0.99);
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))] / 1000;
    }

    /** One connection: what it has read of the answer so far. */
    private static final class Line {
        private final SocketChannel channel;
        private final Request request;
        private ByteBuffer in = ByteBuffer.allocate(32 * 1024);
        private String value;
        private long sent;

        Line(SocketChannel channel, Request request) {
            this.channel = channel;
            this.request = request;
            this.value = request.first();
        }
    }

    private void run(int port, int connections, long millis) throws IOException {
        try (Selector selector = Selector.open()) {
            long end = System.nanoTime() + millis * 1_000_000;
            for (int i = 0; i < connections; i++) {
                SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.configureBlocking(false);
                var line = new Line(channel, requests[i % requests.length]);
                channel.register(selector, SelectionKey.OP_READ, line);
                send(line);
            }
            while (System.nanoTime() < end) {
                selector.select(key -> receive((Line) key.attachment()), 100);
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
    }

    private void send(Line line) throws IOException {
        line.in.clear();
        line.sent = System.nanoTime();
        ByteBuffer out = ByteBuffer.wrap(line.request.next(line.value));
        while (out.hasRemaining()) {
            line.channel.write(out);
        }
    }

    private void receive(Line line) {
        try {
            if (!line.in.hasRemaining()) {
                line.in = ByteBuffer.allocate(line.in.capacity() * 2).put(line.in.flip());
            }
            if (line.channel.read(line.in) < 0) {
                throw new IOException("closed");
            }
            int length = whole(line.in);
            if (length > 0) {
                count(line, length);
                line.value = line.request.learn(line.in, line.value);
                send(line);
            }
        } catch (IOException e) {
            failed++;
            close(line);
        }
    }

    private void count(Line line, int length) {
        if (line.in.get(9) == '2') {
            if (answered == latencies.length) {
                latencies = Arrays.copyOf(latencies, answered * 2);
            }
            latencies[answered++] = System.nanoTime() - line.sent;
            bytes += length;
        } else {
            failed++;
        }
    }

    private static void close(Line line) {
        try {
            line.channel.close();
        } catch (IOException e) {
            System.err.println(e);
        }
    }

    /** The length of the answer when it has come whole, else 0. */
    private static int whole(ByteBuffer in) {
        byte[] read = in.array();
        int to = in.position();
        int head = headEnd(read, to);
        if (head < 0) {
            return 0;
        }
        Matcher length = LENGTH.matcher(new String(read, 0, head, StandardCharsets.ISO_8859_1));
        if (length.find()) {
            int all = head + Integer.parseInt(length.group(1));
            return to >= all ? all : 0;
        }
        return Arrays.equals(read, Math.max(0, to - LAST_CHUNK.length), to, LAST_CHUNK, 0, LAST_CHUNK.length) ? to : 0;
    }

    private static int headEnd(byte[] read, int to) {
        for (int i = 3; i < to; i++) {
            if (read[i] == '\n' && read[i - 1] == '\r' && read[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }
}
