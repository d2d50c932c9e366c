package org.passerelle.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.credential.ApiKey;
import org.passerelle.credential.ApiKeys;
import org.passerelle.credential.Lifetime;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** API keys at the command line: for who holds the data folder, so without any right. */
@Command(name = "key", description = "Makes, lists and ends API keys.")
final class KeyCommands {

    private static final int PAGE = 1_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What a key shall be. */
    static final class Wish {

        @Option(
                names = "--user",
                paramLabel = "USER",
                required = true,
                description = "The account for which it stands.")
        String user = "";

        @Option(names = "--name", paramLabel = "NAME", required = true, description = "What it is for.")
        String name = "";

        @Option(
                names = "--permissions",
                paramLabel = "LIST",
                required = true,
                description =
                        "What it allows, such as data:r,users:rw; the types are authentication, users, sessions, system,"
                                + " license, events, connections, webhooks and data.")
        String permissions = "";

        @Option(
                names = "--expires",
                paramLabel = "DURATION",
                description = "How long it lasts, such as P30D; left out, it does not end by itself.")
        @Nullable
        String expires;

        @Option(
                names = "--ips",
                paramLabel = "LIST",
                description = "From where it may be used, such as '10.0.0.0/8;203.0.113.7'; left out, from everywhere.")
        @Nullable
        String ips;

        @Option(
                names = "--rate-limit",
                paramLabel = "NUMBER",
                description = "Requests a minute; left out, what the account has.")
        @Nullable
        Integer rateLimit;

        ApiKeys.Wanted wanted() {
            Duration lifetime = expires == null ? null : Lifetime.parse("--expires", expires);
            return new ApiKeys.Wanted(
                    user,
                    ApiKey.COMMAND_LINE,
                    name,
                    permissions(permissions),
                    lifetime,
                    AddressList.parse("--ips", ips),
                    rateLimit);
        }
    }

    @Command(name = "create", description = "Makes an API key and prints it, this once.")
    int create(@Mixin Wish wish, @Mixin DataOption data) {
        ApiKeys.Wanted wanted = wish.wanted();
        try (House house = House.openExisting(data.folder)) {
            Account account = house.people()
                    .find(wanted.user())
                    .orElseThrow(() -> Fault.notFound("There is no account {}.", wanted.user()));
            out().println(house.change(
                            "apikeys.create",
                            wanted.user(),
                            unit -> house.keys().issue(unit, wanted))
                    .text());
            if (!account.apiAccess()) {
                spec.commandLine()
                        .getErr()
                        .println("Note: " + wanted.user() + " has no API access, so the key opens nothing yet.");
            }
        }
        return 0;
    }

    @Command(name = "list", description = "Lists the API keys, newest first.")
    int list(@Mixin DataOption data) {
        try (House house = House.openExisting(data.folder)) {
            List<ApiKey> page;
            String last = null;
            do {
                page = house.keys().all(last, PAGE);
                for (ApiKey key : page) {
                    out().println(String.join("\t", cells(key)));
                    last = key.id();
                }
            } while (page.size() == PAGE);
        }
        return 0;
    }

    @Command(name = "delete", description = "Ends API keys.")
    int delete(
            @Parameters(paramLabel = "ID", arity = "1..*", description = "The keys' ids.") List<String> ids,
            @Mixin DataOption data) {
        try (House house = House.openExisting(data.folder)) {
            var missing = new ArrayList<String>();
            house.change("apikeys.delete", String.join(",", ids), unit -> {
                ids.stream().filter(id -> !house.keys().delete(unit, id)).forEach(missing::add);
                return missing.size();
            });
            missing.forEach(id -> spec.commandLine().getErr().println("There is no key " + id + "."));
            return missing.isEmpty() ? 0 : 1;
        }
    }

    private static List<String> cells(ApiKey key) {
        return List.of(
                key.id(),
                key.user(),
                key.name(),
                "made " + key.created(),
                "ends " + told(key.expires()),
                "used " + told(key.lastUsed()),
                String.join(
                        ",",
                        key.permissions().words().entrySet().stream()
                                .map(e -> e.getKey() + ":" + e.getValue())
                                .toList()));
    }

    private static String told(@Nullable Instant moment) {
        return Objects.toString(moment, "never");
    }

    private static Permissions permissions(String list) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (String word : list.split(",", -1)) {
            int colon = word.indexOf(':');
            if (colon < 0) {
                throw Fault.badRequest("--permissions is a list such as data:r,users:rw; what is \"{}\"?", word);
            }
            levels.put(
                    word.substring(0, colon).trim(), word.substring(colon + 1).trim());
        }
        return Permissions.parse(levels);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
