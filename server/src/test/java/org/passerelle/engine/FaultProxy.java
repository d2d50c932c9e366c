package org.passerelle.engine;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network that fails on demand, between a client and the server of a database: it refuses, cuts, falls silent, and is well again. Thread-safe. Its
 * threads are the platform's own: a server that is busy must not hold it up.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int LONGEST_WORD = 40;
    private static final Pattern PLACE = Pattern.compile("//127\\.0\\.0\\.1:(\\d+)/");

    private final Database direct;
    private final int target;
    private final int port;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong answerLeft = new AtomicLong(Long.MAX_VALUE);
    private volatile ServerSocket listener;
    private volatile String lastWord = "";
    private volatile List<String> lastWords = List.of();
    private volatile boolean thenDown;
    private boolean silent;
    private int held;

    private FaultProxy(Database direct) throws IOException {
        Matcher place = PLACE.matcher(direct.jdbcUrl());
        if (!place.find()) {
            throw new IllegalArgumentException("Not on a network: " + direct.jdbcUrl());
        }
        this.direct = direct;
        this.target = Integer.parseInt(place.group(1));
        this.port = Ports.free();
        this.listener = listen(port);
    }

    public static FaultProxy before(Database database) {
        try {
            return new FaultProxy(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same database, reached through this. */
    public Database database() {
        String url = PLACE.matcher(direct.jdbcUrl()).replaceFirst("//127.0.0.1:" + port + "/");
        return new Database(direct.type(), url, direct.user(), direct.password());
    }

    /** Ends every connection that there is; new ones are welcome, also those of who noticed first. */
    public void cut() {
        List.copyOf(open).forEach(this::end);
    }

    /** Ends every connection and refuses new ones. */
    public void down() {
        end(listener);
        cut();
    }

    public void up() {
        try {
            listener = listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing comes through, and nobody is told. */
    public synchronized void silence() {
        silent = true;
    }

    /** What was held back goes on its way, and all that follows. */
    public synchronized void speak() {
        silent = false;
        notifyAll();
    }

    /** Returns once something is held back. */
    public synchronized void awaitHeld() {
        while (held == 0) {
            pause();
        }
    }

    /** Cuts all connections once the database has answered that many bytes more. */
    public void cutAfter(long bytes) {
        answerLeft.set(bytes);
    }

    /** Cuts a connection when the database has heard that word and answered; the answer is lost. */
    public void loseAnswerTo(String word) {
        lastWord = word;
    }

    /**
     * Cuts a connection when the database has heard these words on it, one after the other, and has answered the last; that answer is lost. An empty
     * word is whatever is said next.
     */
    public void loseAnswerAfter(String... words) {
        thenDown = false;
        lastWords = List.of(words);
    }

    /** The same, and is down from then on. */
    public void goDownAfter(String... words) {
        thenDown = true;
        lastWords = List.of(words);
    }

    /** Whether nothing is waited for: what was, has been heard. */
    public boolean hasHeard() {
        return lastWords.isEmpty();
    }

    private ServerSocket listen(int where) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), where));
        Thread.ofPlatform().daemon().start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                var wire = new Wire(client, server);
                Thread.ofPlatform().daemon().start(wire::ask);
                Thread.ofPlatform().daemon().start(wire::answer);
            } catch (IOException e) {
                // refused from here on
            }
        }
    }

    private synchronized void whileSilent() {
        while (silent) {
            held++;
            notifyAll();
            pause();
            held--;
        }
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void end(Closeable socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        down();
        speak();
    }

    /** One connection, both ways. */
    private final class Wire {
        private final Socket client;
        private final Socket server;
        private volatile boolean doomed;
        private volatile boolean last;
        private String tail = "";
        private int heard;

        Wire(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void ask() {
            pump(client, server);
        }

        void answer() {
            pump(server, client);
        }

        private void pump(Socket from, Socket to) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] some = new byte[8192];
                for (int read = in.read(some); read >= 0 && !isLost(from, some, read); read = in.read(some)) {
                    whileSilent();
                    out.write(some, 0, read);
                }
            } catch (IOException e) {
                // cut
            } finally {
                end(client);
                end(server);
            }
        }

        private boolean isLost(Socket from, byte[] some, int read) {
            if (from == server) {
                if (answerLeft.addAndGet(-read) < 0 && answerLeft.getAndSet(Long.MAX_VALUE) < 0) {
                    cut();
                    return true;
                }
                if (last) {
                    lastWords = List.of();
                    if (thenDown) {
                        down();
                    }
                }
                return doomed || last;
            }
            hear(new String(some, 0, read, StandardCharsets.ISO_8859_1));
            String word = lastWord;
            if (!word.isEmpty() && new String(some, 0, read, StandardCharsets.ISO_8859_1).contains(word)) {
                lastWord = "";
                doomed = true;
            }
            return false;
        }

        /** What is said may come in pieces. */
        private void hear(String piece) {
            List<String> words = lastWords;
            String said = tail + piece;
            tail = said.substring(Math.max(0, said.length() - LONGEST_WORD));
            if (heard < words.size() && said.contains(words.get(heard))) {
                tail = "";
                heard++;
                last = heard == words.size();
            }
        }
    }
}
