package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.command.EngineHouse;
import org.passerelle.data.RequestTable.Request;
import org.passerelle.engine.Chinook;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;

/**
 * The Chinook shop on SQLite, PostgreSQL and MariaDB answers the same requests alike, byte for byte and header for header, but for what
 * {@code engines/requests.txt} allows with a reason; the reasons are printed.
 */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class ThreeEnginesTest {

    /** What two answers never share; lengths differ with the names of the tables. */
    /** Of the request, not of what it asks. */
    private static final List<String> OWN = List.of(
            "content-length",
            "x-request-id",
            "date",
            "ratelimit",
            "x-ratelimit-remaining",
            "x-ratelimit-reset",
            "server-timing");

    private static final String VOUCHER = """
            create table "Voucher" (
              "Code" varchar(20) not null,
              "Label" varchar(30),
              "Percent" integer not null,
              "CustomerId" integer not null,
              "Serie" varchar(5) default 'A',
              "Number" integer,
              constraint "PK_Voucher" primary key ("Code"),
              constraint "UQ_Label" unique ("Label"),
              constraint "UQ_Serie_Number" unique ("Serie", "Number"),
              constraint "CK_Percent" check ("Percent" between 1 and 100),
              constraint "FK_VoucherCustomerId" foreign key ("CustomerId") references "Customer" ("CustomerId"))""";

    private final Http http = Http.ofOwner();

    @Test
    void answer_alike() throws IOException {
        List<Request> requests = requests();
        assertThat(requests).hasSizeGreaterThan(200);
        var reference = run(Engine.SQLITE, requests);
        var unexpected = new ArrayList<String>();
        var allowed = new LinkedHashMap<String, String>();
        wrongStatuses(Engine.SQLITE, requests, reference, unexpected);
        for (Engine engine : List.of(Engine.POSTGRESQL, Engine.MARIADB)) {
            var answers = run(engine, requests);
            wrongStatuses(engine, requests, answers, unexpected);
            for (int i = 0; i < requests.size(); i++) {
                Request request = requests.get(i);
                String reason = request.mayDiffer().get(engine.type());
                String difference = difference(reference.get(i), answers.get(i));
                if (difference != null && reason == null) {
                    unexpected.add(engine.type() + " differs, " + request + "\n" + difference);
                } else if (difference == null && reason != null) {
                    unexpected.add(engine.type() + " no longer differs, " + request);
                } else if (difference != null) {
                    allowed.put(engine.type() + ", " + request, reason + "\n" + difference);
                }
            }
        }
        System.out.printf(
                "%d requests on three engines; %d answers differ, and may:%n", requests.size(), allowed.size());
        allowed.forEach((what, why) -> System.out.printf("- %s%n    %s%n", what, why.replace("\n", "\n    ")));
        assertThat(unexpected).as(String.join("\n\n", unexpected)).isEmpty();
    }

    private static List<Request> requests() throws IOException {
        try (var in = ThreeEnginesTest.class.getResourceAsStream("/engines/requests.txt")) {
            return RequestTable.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private List<Answer> run(Engine engine, List<Request> requests) {
        Opened shop = open(engine);
        List<Answer> answers = new ArrayList<>();
        Answer last = new Answer(0, Map.of(), "");
        for (Request request : requests) {
            last = request.send(shop, last);
            answers.add(comparable(shop, last));
        }
        shop.remove();
        return answers;
    }

    private Opened open(Engine engine) {
        Database database = Chinook.on(engine).sameNames().copy();
        database.execute(
                VOUCHER.replace("\"", database.quote("").substring(0, 1)),
                trimmed(database, "Customer", "City"),
                trimmed(database, "Invoice", "BillingCity"));
        Opened shop = Opened.of(http, database);
        http.expect(
                201,
                "POST",
                "/api/v1/views",
                Map.of(
                        "key",
                        shop.name("Loud"),
                        "table",
                        shop.name("Track"),
                        "filter",
                        "Genre.Name|equal|metal",
                        "sort",
                        "-Milliseconds",
                        "rowPerPage",
                        4,
                        "columns",
                        List.of(
                                Map.of("name", "Name", "title", "Titre", "width", 200),
                                Map.of("name", "Album.Artist.Name", "align", "right"),
                                Map.of("name", "Bytes", "visible", false))));
        return shop;
    }

    /** The scripts themselves differ in a blank. */
    private static String trimmed(Database database, String table, String column) {
        return "update %s set %s = trim(%2$s)".formatted(database.quote(table), database.quote(column));
    }

    /** Without what names the engine's own tables or this one request. */
    private static Answer comparable(Opened shop, Answer answer) {
        var headers = new TreeMap<>(answer.headers());
        OWN.forEach(headers::remove);
        // a cursor is the server's own affair: what it leads to is compared
        headers.replaceAll(
                (name, value) -> value.replace(shop.id() + "_", "").replaceAll("cursor=[\\w-]+", "cursor=…"));
        return new Answer(
                answer.status(),
                headers,
                answer.body().replace(shop.id() + "_", "").replaceAll("urn:request:[a-z0-9-]+", "urn:request:this"));
    }

    private static void wrongStatuses(
            Engine engine, List<Request> requests, List<Answer> answers, List<String> unexpected) {
        for (int i = 0; i < requests.size(); i++) {
            Request request = requests.get(i);
            Answer answer = answers.get(i);
            boolean explained = request.mayDiffer().containsKey(engine.type()) && answer.status() < 500;
            if (answer.status() != request.status() && !explained) {
                unexpected.add(engine.type() + " answers " + answer.status() + " in place of " + request.status() + ", "
                        + request + "\n" + shortened(answer.body()));
            }
        }
    }

    private static String difference(Answer one, Answer other) {
        var differences = new ArrayList<String>();
        if (one.status() != other.status()) {
            differences.add("status " + one.status() + " | " + other.status());
        }
        var names = new TreeMap<>(one.headers());
        names.putAll(other.headers());
        for (String name : names.keySet()) {
            if (!one.header(name).equals(other.header(name))) {
                differences.add(name + ": " + one.header(name) + " | " + other.header(name));
            }
        }
        if (!one.body().equals(other.body())) {
            int at = 0;
            while (at < Math.min(one.body().length(), other.body().length())
                    && one.body().charAt(at) == other.body().charAt(at)) {
                at++;
            }
            int from = Math.max(0, at - 40);
            differences.add("…" + shortened(one.body().substring(from)) + "\n…"
                    + shortened(other.body().substring(from)));
        }
        return differences.isEmpty() ? null : String.join("\n", differences);
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
