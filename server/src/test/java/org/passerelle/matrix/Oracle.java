package org.passerelle.matrix;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The contract's own words on who may do what (wire.md §2, §8), in as few lines as it takes. It knows nothing of the code. */
final class Oracle {

    /** What the contract puts under which API type, by the first word behind {@code /api/v1}. */
    private static final Map<String, List<String>> TYPES = Map.of(
            "users", List.of("users", "profiles", "roles", "groupacls", "rolegroupacls", "acls"),
            "connections", List.of("connections", "connection-test", "tables", "views"),
            "system", List.of("system", "settings", "usage"),
            "sessions", List.of("sessions"),
            "license", List.of("license"),
            "events", List.of("events"),
            "webhooks", List.of("webhooks"));

    private Oracle() {}

    /** What a deed is refused with; 0 for not at all. */
    static int refusal(Deed deed, Account account, Credential credential) {
        if (!credential.isGood() || !credential.isNobody() && !account.active()) {
            return 401;
        }
        if (credential.isActing() && account.kind().equals("owner")) {
            return 401; // nobody acts for an owner
        }
        String need = need(deed);
        if (need.equals("open")) {
            return 0;
        }
        if (need.equals("published")) {
            return 401; // its tokens are no account's
        }
        if (credential.isNobody() || isForTokens(deed) && !credential.isOauth()) {
            return 401;
        }
        boolean access = account.kind().equals("owner")
                || account.kind().equals("inhouse") && account.acls().contains("api.access");
        boolean may = switch (need) {
            case "known" -> true;
            case "permitted" -> credential.allowsAnything();
            case "own" -> access && credential.allowsAnything();
            default -> access && credential.allows(need) && (isOwn(deed) || account.holds(need, deed.table()));
        };
        may &= !isOwners(deed) || account.kind().equals("owner");
        return may && !isRefusedAfterwards(deed, credential) ? 0 : 403;
    }

    /** What no right decides, because it depends on how somebody came. */
    static boolean isRefusedAfterwards(Deed deed, Credential credential) {
        return credential.isToken() && mints(deed, credential) || credential.isActing() && isForOneself(deed);
    }

    /** What nobody chooses for the person for whom he acts. */
    private static boolean isForOneself(Deed deed) {
        return deed.method().equals("PUT") && deed.path().equals("/api/v1/auth/language");
    }

    /** No JWT makes another; who acts for somebody makes nothing. */
    private static boolean mints(Deed deed, Credential credential) {
        return deed.method().equals("POST")
                && (deed.path().equals("/api/v1/auth/jwt")
                        || credential.isActing() && deed.path().equals("/api/v1/auth/apikeys"));
    }

    /** One's own long work: the credential must open the data, the account need hold nothing. */
    private static boolean isOwn(Deed deed) {
        return deed.path().startsWith("/api/actions");
    }

    /** What belongs to owners alone. */
    static boolean isOwners(Deed deed) {
        return deed.path().startsWith("/api/v1/webhooks")
                || deed.method().equals("PUT") && deed.path().equals("/api/v1/system/audit");
    }

    private static boolean isForTokens(Deed deed) {
        return deed.path().startsWith("/api/oauth2/") || deed.path().endsWith("/userinfo");
    }

    /** {@code open}, {@code published}, {@code known}, {@code permitted}, {@code own}, {@code users:r}, {@code data:list} … */
    static String need(Deed deed) {
        String[] words = deed.path().substring(1).split("/");
        if (words[0].equals("fireevent")) {
            return "events:rw";
        }
        if (deed.path().endsWith("/userinfo")) {
            return "known";
        }
        if (!words[0].equals("api")
                || deed.path().equals("/api/status")
                || deed.path().equals("/api/v1/setup")
                || deed.path().startsWith("/api/v1/auth/password")
                        && deed.method().equals("POST")) {
            return "open";
        }
        if (words[1].equals("public")) {
            return "published";
        }
        if (words[1].equals("actions")) {
            return "data:" + (deed.method().equals("GET") ? "r" : "rw");
        }
        if (!words[1].equals("v1")) {
            return "data:" + action(deed, words[1].equals("oauth2") ? words[2] : words[1]);
        }
        return switch (words[2]) {
            case "auth" ->
                switch (words[3]) {
                    case "me" -> "known";
                    case "language", "password", "second-factor", "tokens" -> "permitted";
                    case "apikeys", "jwt", "calls", "usage" -> "own";
                    default -> "authentication:rw";
                };
            case "access" -> "permitted";
            case "reports" -> "own";
            case "clients" ->
                deed.method().equals("GET") || deed.path().endsWith("/rotate") ? "own" : "authentication:rw";
            case "client-requests" -> deed.path().matches(".*/(accept|refuse)") ? "authentication:rw" : "own";
            default -> type(words[2]) + (deed.method().equals("GET") ? ":r" : ":rw");
        };
    }

    private static String type(String word) {
        return TYPES.entrySet().stream()
                .filter(type -> type.getValue().contains(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the contract gives /api/v1/" + word + " no API type"));
    }

    private static String action(Deed deed, String family) {
        if (deed.path().contains("/attachments")) {
            return deed.method().equals("GET") ? "read" : "update";
        }
        boolean one = deed.path().matches("/api/[^/]+/[^/]+");
        return switch (family) {
            case "list" -> deed.isFile() ? "export" : "list";
            case "item" -> deed.body() == null ? "read" : "update";
            case "items" -> "create or update";
            default ->
                switch (deed.method()) {
                    case "GET" -> one ? "read" : deed.isFile() ? "export" : "list";
                    case "POST" -> "create";
                    case "DELETE" -> "delete";
                    default -> "update";
                };
        };
    }

    /** Whether this is asked with {@code r}. */
    static boolean reads(String need) {
        return Stream.of("r", "list", "read", "export").anyMatch(word -> need.endsWith(":" + word));
    }
}
