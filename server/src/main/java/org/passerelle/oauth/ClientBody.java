package org.passerelle.oauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;
import org.passerelle.credential.Lifetime;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Doc;

/** An OAuth client as it is written. What is left out has its default. */
record ClientBody(
        @Doc(value = "The client_id: letters, digits, . _ and -; made from the name when left out", example = "import")
        @Nullable
        String id,

        @Doc(value = "What people call it", example = "Nightly import") @Nullable
        String name,

        @Doc(value = "Whose it is", example = "Dupont SA") @Nullable
        String organisation,

        @Doc(value = "What it is for", example = "Brings the orders of the day") @Nullable
        String purpose,

        @Doc(
                value = "How it comes to tokens: client_credentials, refresh_token, authorization_code,"
                        + " urn:ietf:params:oauth:grant-type:token-exchange",
                example = "client_credentials")
        @Nullable
        List<String> grants,

        @Doc(
                value = "Where authorization codes may be sent, compared exactly",
                example = "https://app.example.org/callback")
        @Nullable
        List<String> redirectUris,

        @Doc(value = "What it may ask for; left out, what its permissions say", example = "data:r") @Nullable
        List<String> scopes,

        @Doc(
                value = "What its tokens allow at most, by API type; left out, what its scopes say",
                example = "{\"data\":\"r\"}")
        @Nullable
        Map<String, String> permissions,

        @Doc(value = "For whom it asks by client_credentials; left out, its maker", example = "anne") @Nullable
        String user,

        @Doc(value = "Who made it; what is sent is not looked at", example = "anne") @Nullable
        String createdBy,

        @Doc(value = "Whether it has a secret; true when left out", example = "true") @Nullable
        Boolean confidential,

        @Doc(
                value = "From where it may ask: addresses, networks and ranges, separated by semicolons",
                example = "203.0.113.7;10.0.0.0/8")
        @Nullable
        String ips,

        @Doc(value = "Requests a minute; left out, what its user has", example = "30") @Nullable
        Integer rateLimit,

        @Doc(value = "How long its access tokens last (PnDTnHnMnS)", example = "PT20M") @Nullable
        String accessTokenLifetime,

        @Doc(value = "How long a refresh token waits to be used (PnDTnHnMnS)", example = "PT2H") @Nullable
        String refreshTokenLifetime,

        @Doc(value = "Whether it and its tokens hold; true when left out", example = "true") @Nullable
        Boolean active,

        @Doc(value = "When it was made; what is sent is not looked at", example = "2026-11-22T08:30:00.000+0000")
        @Nullable
        Instant created,

        @Doc(value = "Told once, when the client is made; what is sent is not looked at", example = "psc_…") @Nullable
        String secret) {

    static final Duration LONGEST_ACCESS = Duration.ofDays(1);
    static final Duration LONGEST_REFRESH = Duration.ofDays(3_660);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,500}");
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cntrl}&&[^\\n\\t]]{1,4000}");
    private static final int MOST = 50;
    private static final int LONGEST_URI = 2_000;

    String checkedId() {
        return matching("id", id, ID, "is made of letters, digits, . _ and -, 100 at most");
    }

    Client.About about() {
        return new Client.About(
                matching("name", name, LINE, "is a text of 1 to 500 characters"),
                optional("organisation", organisation, LINE, "is a text of 500 characters at most"),
                optional("purpose", purpose, TEXT, "is a text of 4000 characters at most"));
    }

    /** @throws Fault 400 for what is no grant, or for none; 422 for one that needs a secret where there is none */
    Set<GrantKind> grantKinds() {
        Set<GrantKind> kinds = EnumSet.noneOf(GrantKind.class);
        each("grants", grants, word -> GrantKind.of(word).map(kinds::add).isPresent() ? null : "is no grant");
        if (kinds.isEmpty()) {
            throw Fault.badMember("grants", "must name one at least");
        }
        if (!isConfidential()
                && (kinds.contains(GrantKind.CLIENT_CREDENTIALS) || kinds.contains(GrantKind.TOKEN_EXCHANGE))) {
            throw inconsistent("grants", "a client without a secret may only ask people for their consent");
        }
        if (kinds.equals(EnumSet.of(GrantKind.REFRESH_TOKEN))) {
            throw inconsistent("grants", "refresh_token alone gives no first token");
        }
        return kinds;
    }

    /** @throws Fault 422 for one that no code may be sent to, or for none where codes are sent */
    List<String> checkedRedirectUris(Set<GrantKind> kinds) {
        List<String> uris = each("redirectUris", redirectUris, ClientBody::unfit);
        if (uris.isEmpty() && kinds.contains(GrantKind.AUTHORIZATION_CODE)) {
            throw inconsistent("redirectUris", "authorization_code needs one at least");
        }
        return uris;
    }

    List<String> checkedScopes() {
        return each("scopes", scopes, scope -> Scopes.of(scope).isPresent() ? null : "is no scope");
    }

    @Nullable
    Permissions parsedPermissions() {
        return permissions == null ? null : Permissions.parse(permissions);
    }

    boolean isConfidential() {
        return confidential == null || confidential;
    }

    boolean isActive() {
        return active == null || active;
    }

    Client.Lifetimes lifetimes(OAuthSettings settings) {
        return new Client.Lifetimes(
                lifetime("accessTokenLifetime", accessTokenLifetime, settings.accessTokenLifetime(), LONGEST_ACCESS),
                lifetime(
                        "refreshTokenLifetime",
                        refreshTokenLifetime,
                        settings.refreshTokenLifetime(),
                        LONGEST_REFRESH));
    }

    private static Duration lifetime(String member, @Nullable String text, Duration otherwise, Duration longest) {
        if (text == null) {
            return otherwise;
        }
        Duration lifetime = Lifetime.parse(member, text);
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(longest) > 0) {
            throw Fault.badMember(member, "must be from PT1S to {}", longest);
        }
        return lifetime;
    }

    /** Why no code may be sent there: what is no address of its own, could run as a script, or goes over the network unguarded. */
    private static @Nullable String unfit(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme();
            if (scheme == null || uri.getRawFragment() != null || text.length() > LONGEST_URI) {
                return "is no absolute address without a fragment";
            }
            boolean web = scheme.equals("https") && uri.getHost() != null;
            boolean here = scheme.equals("http") && uri.getHost() != null && Loopback.is(uri.getHost());
            return web || here || scheme.contains(".")
                    ? null
                    : "must be https, http on this machine, or a scheme that is a domain turned round (RFC 8252)";
        } catch (IllegalArgumentException e) {
            return "is no address";
        }
    }

    /** Each once, in the order given. */
    private static List<String> each(
            String member, @Nullable List<String> given, Function<String, @Nullable String> wrong) {
        List<String> words = given == null ? List.of() : given;
        var errors = new ArrayList<Fault.Error>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String reason = word == null ? "is missing" : wrong.apply(word);
            if (reason != null) {
                errors.add(new Fault.Error(Fault.pointer(member) + "/" + i, word + " " + reason));
            }
        }
        if (words.size() > MOST) {
            errors.add(new Fault.Error(Fault.pointer(member), "has more than {}", MOST));
        }
        if (!errors.isEmpty()) {
            throw Fault.inconsistent(member + ": " + errors.getFirst().detail() + ".", errors);
        }
        return List.copyOf(new LinkedHashSet<>(words));
    }

    static Fault inconsistent(String member, String reason) {
        return Fault.inconsistent(
                member + ": " + reason + ".", List.of(new Fault.Error(Fault.pointer(member), reason)));
    }

    private static String matching(String member, @Nullable String text, Pattern pattern, String reason) {
        if (text == null || text.isBlank() || !pattern.matcher(text.strip()).matches()) {
            throw Fault.badMember(member, reason);
        }
        return text.strip();
    }

    private static @Nullable String optional(String member, @Nullable String text, Pattern pattern, String reason) {
        return text == null || text.isBlank() ? null : matching(member, text, pattern, reason);
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}
