package org.passerelle.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;

/**
 * Whether the time of a refusal tells who has an account: wrong passwords for logins that are there and for logins that are not, by turns. Ranks
 * are compared (Mann and Whitney), so that single slow answers do not count; beyond 3 in either direction it would tell.
 */
final class Strangers implements Question {

    private static final int TRIES = 4; // before one is kept waiting

    @Override
    public String name() {
        return "strangers";
    }

    @Override
    public String asks() {
        return "Does the time of a wrong password tell whether the login is there? Goal: no (z within ±3).";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        House house = Subject.house(folder, Tables.sqlite(folder));
        String administrator = Subject.administrator(house);
        int people = manner.quick() ? 20 : 150;
        try (Program program = Subject.passerelle(house, true);
                HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < people; i++) {
                add(http, program, administrator, i);
            }
            var known = new double[people * TRIES];
            var unknown = new double[people * TRIES];
            refused(http, program, "warm-up");
            for (int n = 0; n < known.length; n++) {
                // by turns, so that whatever else the machine does falls on both
                if (n % 2 == 0) {
                    known[n] = refused(http, program, "person" + n / TRIES);
                    unknown[n] = refused(http, program, "nobody" + n / TRIES);
                } else {
                    unknown[n] = refused(http, program, "nobody" + n / TRIES);
                    known[n] = refused(http, program, "person" + n / TRIES);
                }
            }
            report.columns("logins", "answers", "median ms: there", "not there", "ratio", "z of the ranks");
            report.say(
                    "| local | %d | %.2f | %.2f | %.3f | %.2f |",
                    known.length, median(known), median(unknown), median(known) / median(unknown), z(known, unknown));
        }
    }

    private static void add(HttpClient http, Program program, String key, int i)
            throws IOException, InterruptedException {
        String body = "{\"id\":\"person" + i + "\",\"password\":\"correct-horse-battery-" + i + "\"}";
        var request = HttpRequest.newBuilder(address(program, "/api/v1/users"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = http.send(request, BodyHandlers.ofString()).statusCode();
        if (status != 201) {
            throw new IllegalStateException("a user could not be made: " + status);
        }
    }

    /** Milliseconds until the refusal was there. */
    private static double refused(HttpClient http, Program program, String login)
            throws IOException, InterruptedException {
        String pair = Base64.getEncoder().encodeToString((login + ":wrong").getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(address(program, "/api/v1/auth/me"))
                .header("Authorization", "Basic " + pair)
                .build();
        long began = System.nanoTime();
        int status = http.send(request, BodyHandlers.ofString()).statusCode();
        long took = System.nanoTime() - began;
        if (status != 401) {
            throw new IllegalStateException(login + ": " + status);
        }
        return took / 1e6;
    }

    private static URI address(Program program, String path) {
        return URI.create("http://127.0.0.1:" + program.port() + path);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Of Mann and Whitney's U, by the normal approximation: how far one is from being as often faster as slower. */
    static double z(double[] some, double[] others) {
        double u = 0;
        for (double one : some) {
            for (double other : others) {
                u += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        double pairs = (double) some.length * others.length;
        return (u - pairs / 2) / Math.sqrt(pairs * (some.length + others.length + 1) / 12);
    }
}
