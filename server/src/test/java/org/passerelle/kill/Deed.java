package org.passerelle.kill;

import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something that is asked of the server until it is acknowledged, each time under the same key.
 *
 * @param name tells its records from those of all other deeds
 * @param records how many there shall be of it
 * @param headers beside the key
 */
record Deed(Kind kind, String name, int records, String method, String path, String body, Map<String, String> headers) {

    /** What is asked. */
    enum Kind {
        /** One record, whose key the database gives: done twice, it would be there twice. */
        CREATE,
        /** Some records at once: all or none. */
        BULK,
        /** Many records, later. */
        ACTION,
        /** An account, in the catalogue. */
        ACCOUNT
    }

    private static final int BULK = 40;
    private static final int LEAST_OF_ACTION = 200;
    private static final int MOST_OF_ACTION = 6_000;

    static Deed any(RandomGenerator random) {
        return of(
                switch (random.nextInt(10)) {
                    case 0 -> Kind.ACTION;
                    case 1, 2 -> Kind.BULK;
                    case 3 -> Kind.ACCOUNT;
                    default -> Kind.CREATE;
                },
                random);
    }

    static Deed of(Kind kind, RandomGenerator random) {
        String name = "k" + UUID.randomUUID();
        return switch (kind) {
            case ACTION -> rows(kind, name, random.nextInt(LEAST_OF_ACTION, MOST_OF_ACTION));
            case BULK -> rows(kind, name, BULK);
            case ACCOUNT ->
                new Deed(
                        kind,
                        name,
                        1,
                        "POST",
                        "/api/v1/users",
                        "{\"id\":\"" + name + "\",\"name\":\"" + name + "\",\"kind\":\"guest\"}",
                        Map.of());
            case CREATE -> new Deed(kind, name, 1, "POST", "/api/tickets", "{\"subject\":\"" + name + "\"}", Map.of());
        };
    }

    private static Deed rows(Kind kind, String name, int count) {
        String body = IntStream.range(0, count)
                .mapToObj(i -> "{\"cle\":\"" + name + "-" + i + "\",\"num_commande\":\"" + name + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return new Deed(
                kind,
                name,
                count,
                "POST",
                "/api/items/commandes",
                body,
                kind == Kind.ACTION ? Map.of("Prefer", "respond-async") : Map.of());
    }
}
