package org.passerelle.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.Client;
import org.passerelle.access.ApiType;
import org.passerelle.command.DemoHouse;
import org.passerelle.format.Json;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.people.Acls;

/** Every operation that there is, by every credential of every kind of account, is let in or refused as the contract says. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class MatrixTest {

    private static final String PASSWORD = "correct-horse-battery-7";
    private static final List<String> LEVELS = List.of("none", "r", "rw");

    @Inject
    Operations operations;

    /** One way of asking for one thing. */
    private record Cell(Operation operation, Deed deed, Account account, Credential credential) {

        @Override
        public String toString() {
            return deed + " by " + account + " with " + credential;
        }
    }

    /** All of them, in an order in which what belongs to one account comes together. */
    private Map<Account, List<Cell>> cells() {
        var cells = new LinkedHashMap<Account, List<Cell>>();
        for (Operation operation : asked()) {
            for (Deed deed : Deed.of(operation.name(), operation.method().name(), operation.path())) {
                String need = Oracle.need(deed);
                for (Account account : accounts(need.contains(":") ? need.substring(0, need.indexOf(':')) : "users")) {
                    for (Credential credential : credentials(need)) {
                        cells.computeIfAbsent(account, a -> new ArrayList<>())
                                .add(new Cell(operation, deed, account, credential));
                    }
                }
            }
        }
        return cells;
    }

    /** All but those that OAuth clients ask: they show themselves otherwise (TokenHttpTest, AuthorizationHttpTest). */
    private List<Operation> asked() {
        return operations.all().stream()
                .filter(operation -> operation.credentials() != Operation.Credentials.ITSELF)
                .toList();
    }

    /** Who holds it, who holds something else, and who may not use what he holds. */
    private static List<Account> accounts(String type) {
        var accounts = new ArrayList<Account>();
        Set<String> others = new HashSet<>(Acls.ALL);
        others.removeAll(Set.of(type + ":r", type + ":rw"));
        accounts.add(new Account("who holds nothing", "inhouse", true, Set.of("api.access")));
        accounts.add(new Account("who holds all but " + type, "inhouse", true, others));
        for (String level : List.of("r", "rw")) {
            accounts.add(new Account(
                    "who holds " + type + ":" + level, "inhouse", true, Set.of("api.access", type + ":" + level)));
        }
        accounts.add(new Account("a guest who holds everything", "guest", true, Set.copyOf(Acls.ALL)));
        accounts.add(new Account("who holds " + type + " without API access", "inhouse", true, Set.of(type + ":rw")));
        accounts.add(new Account("a disabled one who holds everything", "inhouse", false, Set.copyOf(Acls.ALL)));
        accounts.add(new Account("an owner", "owner", true, Set.of()));
        if (type.equals("data")) {
            for (String action : List.of("list", "read", "create", "update", "delete", "export")) {
                for (String table : List.of(Deed.TABLE, "clients")) {
                    String acl = "data." + table + ":" + action;
                    accounts.add(new Account("who holds " + acl, "inhouse", true, Set.of("api.access", acl)));
                }
            }
        }
        return accounts;
    }

    private static List<Credential> credentials(String need) {
        String type = need.contains(":") ? need.substring(0, need.indexOf(':')) : "users";
        var credentials = new ArrayList<Credential>();
        for (Means means : Means.ALL) {
            if (!means.namesPermissions()) {
                credentials.add(new Credential(means.name(), null));
            } else {
                LEVELS.forEach(level -> credentials.add(new Credential(means.name(), Map.of(type, level))));
                var others = new HashMap<String, String>();
                Stream.of(ApiType.values()).forEach(other -> others.put(other.word(), "rw"));
                others.remove(type);
                credentials.add(new Credential(means.name(), others));
            }
        }
        return credentials;
    }

    private static List<String> wrong(List<Cell> cells, UnaryOperator<Decided.Asked> bug) {
        return cells.stream()
                .filter(cell -> !Oracle.isRefusedAfterwards(cell.deed(), cell.credential()))
                .filter(cell -> Oracle.refusal(cell.deed(), cell.account(), cell.credential())
                        != new Decided(cell.operation(), cell.deed(), cell.account(), cell.credential()).refusal(bug))
                .map(Cell::toString)
                .toList();
    }

    private List<Cell> all() {
        return cells().values().stream().flatMap(List::stream).toList();
    }

    @Test
    void every_cell_is_decided_as_the_contract_says() {
        assertThat(wrong(all(), Decided.AS_IT_IS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_bug_would_be_seen(Bug bug) {
        assertThat(wrong(all(), bug)).isNotEmpty();
    }

    @Test
    void no_operation_is_without_its_right() {
        assertThatOracleKnows(asked());
    }

    private static void assertThatOracleKnows(List<Operation> all) {
        assertThat(all)
                .isNotEmpty()
                .allSatisfy(operation -> Deed.of(
                                operation.name(), operation.method().name(), operation.path())
                        .forEach(deed -> assertThat(Oracle.need(deed)).isNotEmpty()));
    }

    @Test
    void every_cell_is_answered_as_the_contract_says() {
        var wrong = new ArrayList<String>();
        int[] asked = new int[1];
        cells().forEach((account, cells) -> {
            var clients = new HashMap<Credential, Optional<Client>>();
            Means.Login login = made(account, cells, clients);
            for (Cell cell : cells) {
                clients.get(cell.credential()).ifPresent(client -> {
                    asked[0]++;
                    int refusal = Oracle.refusal(cell.deed(), account, cell.credential());
                    int answered = asked(client, cell.deed());
                    // a password that opens nothing must wait after some tries
                    int status = answered == 429 ? 401 : answered;
                    boolean refused = status == 401 || status == 403;
                    if (refusal != (refused ? status : 0)) {
                        wrong.add(cell + " (" + login.user() + ") is " + status + ", not "
                                + (refusal == 0 ? "let in" : refusal));
                    }
                });
            }
            remove(account, login);
        });
        System.out.printf("%d cells of %d operations were asked.%n", asked[0], asked().size());
        assertThat(wrong).isEmpty();
        assertThat(asked[0]).isGreaterThan(3_000);
    }

    private static int asked(Client client, Deed deed) {
        Client asking = client.with("Accept", deed.accept()).with("Dry-Run", "true");
        return deed.body() == null
                ? asking.send(deed.method(), deed.path(), null).status()
                : asking.with("Content-Type", "application/json")
                        .send(deed.method(), deed.path(), Client.bytes(deed.body()))
                        .status();
    }

    /** Makes the account with all the credentials that the cells ask for; what it may not make itself is made while it may. */
    private static Means.Login made(Account account, List<Cell> cells, Map<Credential, Optional<Client>> clients) {
        String user = "m" + UUID.randomUUID();
        owner(
                        "POST",
                        "/api/v1/users",
                        Map.of(
                                "id",
                                user,
                                "password",
                                PASSWORD,
                                "kind",
                                "inhouse",
                                "acls",
                                Acls.ALL,
                                "rateLimit",
                                1_000_000))
                .is(201);
        var login = new Means.Login(user, Client.nobody().with("Authorization", DemoHouse.basic(user, PASSWORD)));
        for (Cell cell : cells) {
            clients.computeIfAbsent(
                    cell.credential(),
                    credential -> means(credential)
                            .maker()
                            .of(login, credential.permissions() == null ? Map.of() : credential.permissions()));
        }
        owner(
                        "PATCH",
                        "/api/v1/users/" + user,
                        Map.of("kind", account.kind(), "active", account.active(), "acls", account.acls()))
                .is(200);
        return login;
    }

    /** Nothing of it is left for others on this server; an owner goes by himself only. */
    private static void remove(Account account, Means.Login login) {
        Client remover = account.kind().equals("owner") ? login.byPassword() : Client.as("owner");
        remover.delete("/api/v1/users/" + login.user()).is(204);
    }

    private static Means means(Credential credential) {
        return Means.ALL.stream()
                .filter(m -> m.name().equals(credential.means()))
                .findFirst()
                .orElseThrow();
    }

    private static Client.Answer owner(String method, String path, Map<String, ?> body) {
        return Client.as("owner")
                .with("Content-Type", "application/json")
                .send(method, path, Client.bytes(Json.MAPPER.valueToTree(body).toString()));
    }
}
