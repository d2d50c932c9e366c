package org.passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.TokenServer.Client;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/**
 * What tokens cost against Keycloak: both keep what must last in one PostgreSQL, which commits durably, sign alike and let tokens live as
 * long. Access tokens alone leave nothing behind on either side; a refresh writes on both. A signature by RSA takes both the same time, more
 * than all the rest; so tokens are asked for by HS256 too, which tells what the servers themselves take.
 */
final class Tokens implements Question {

    static final String RS256 = "RS256";
    static final String HS256 = "HS256";

    private static final String PROTOCOL = "/auth/realms/cloud/protocol/openid-connect/";
    private static final String SECRET = "the-secret-of-the-benchmarks-clients-and-keys";

    @Override
    public String name() {
        return "tokens";
    }

    @Override
    public String asks() {
        return "What do tokens cost, against Keycloak " + Keycloak.VERSION
                + " on the same PostgreSQL? Goals: client_credentials ≥ 2 ×, introspection ≥ 3 ×, refresh with rotation and"
                + " durable commit ≥ 1 ×.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Database catalogue = Engine.POSTGRESQL.fresh("catalogue");
        var house = new House(Files.createTempDirectory("passerelle-bench-"), catalogue);
        String key = house.prepare();
        long postgres = Postgres.server(catalogue);
        try (Program keycloak = Keycloak.start(Engine.POSTGRESQL.fresh("keycloak"), SECRET);
                LoadMaker load = new LoadMaker()) {
            report.say(
                    "PostgreSQL %s, fsync %s, synchronous_commit %s.",
                    catalogue.value("show server_version"),
                    catalogue.value("show fsync"),
                    catalogue.value("show synchronous_commit"));
            report.say("");
            Duel.head(report);
            var ratios = new ArrayList<String>();
            var duel = new Duel(manner, load, () -> Cpu.ofFamily(postgres));
            for (String algorithm : List.of(RS256, HS256)) {
                house.signBy(algorithm);
                try (Program passerelle = Subject.passerelle(house.folder)) {
                    TokenServer ours = ours(passerelle, key);
                    TokenServer theirs = theirs(keycloak, algorithm);
                    ours.check(algorithm);
                    theirs.check(algorithm);
                    String asked = "client_credentials, " + algorithm;
                    ratios.add(ratio(
                            asked, duel.fight(report, asked, ours.clientCredentials(), theirs.clientCredentials()), 2));
                    if (algorithm.equals(RS256)) {
                        ratios.add(ratio(
                                "introspection",
                                duel.fight(report, "introspection", ours.introspection(), theirs.introspection()),
                                3));
                        ratios.add(
                                ratio("refresh", duel.fight(report, "refresh", ours.refresh(), theirs.refresh()), 1));
                    }
                }
            }
            report.say("");
            report.say("%s", "As often for the same CPU: " + String.join(", ", ratios) + ".");
        }
    }

    /** @param cost ours to theirs */
    private static String ratio(String what, double cost, double goal) {
        double often = 1 / cost;
        return String.format(
                Locale.ROOT, "**%s: %.2f ×** (goal %.0f, %s)", what, often, goal, Report.verdict(often >= goal));
    }

    private static TokenServer theirs(Program keycloak, String algorithm) {
        return new TokenServer(
                keycloak, Keycloak.protocol(algorithm), new Client("plain", SECRET), new Client("refreshing", SECRET));
    }

    private static TokenServer ours(Program passerelle, String key) {
        return new TokenServer(
                passerelle,
                PROTOCOL,
                client(passerelle, key, "\"client_credentials\""),
                client(passerelle, key, "\"client_credentials\", \"refresh_token\""));
    }

    private static Client client(Program passerelle, String key, String grants) {
        String body = """
                {"name": "bench", "grants": [GRANTS], "permissions": {"data": "rw"}, "rateLimit": 1000000,
                 "accessTokenLifetime": "PT1H"}""".replace("GRANTS", grants);
        String made = TokenServer.send(passerelle, "/api/v1/clients", "Bearer " + key, "application/json", body)
                .body();
        return new Client(TokenServer.member(made, "id"), TokenServer.member(made, "secret"));
    }

    /** A data folder whose catalogue is that database. */
    private record House(Path folder, Database catalogue) {

        /** @return an API key that may make clients */
        String prepare() throws IOException {
            signBy(RS256);
            String data = folder.toString();
            Subject.command("", "owner", "create", "--user", "bench", "--data", data);
            String may = "authentication:rw,users:rw,data:rw";
            return Subject.command(
                    "", "key", "create", "--user", "bench", "--name", "bench", "--permissions", may, "--data", data);
        }

        /** From the next start on. */
        void signBy(String algorithm) throws IOException {
            var settings = new Properties();
            settings.setProperty("catalogueUrl", catalogue.jdbcUrl());
            settings.setProperty("catalogueUser", catalogue.user());
            settings.setProperty("cataloguePassword", catalogue.password());
            if (algorithm.equals(HS256)) {
                settings.setProperty("jwtSecretkey", SECRET);
            }
            try (var file = Files.newBufferedWriter(folder.resolve("passerelle.properties"))) {
                settings.store(file, null);
            }
        }
    }
}
