package org.passerelle.directory;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/**
 * Where the directory is, and how people are found in it; without servers there is none.
 *
 * @param servers asked in turn, the first that answers
 * @param startTls whether {@code ldap://} turns to TLS before anything is said
 * @param trust certificates in PEM that the servers are held against; null for those that Java trusts
 * @param reader by whom entries and groups are read; null for nobody (search) or the person himself (direct)
 * @param roles given to members of a group, by the group's name in lower case
 * @param timeout to connect, and again for each answer
 * @param refusalTime before which nobody is told that a password is wrong, whoever keeps it: no longer than that, places tell no difference
 */
public record DirectorySettings(
        List<URI> servers,
        boolean startTls,
        @Nullable Path trust,
        @Nullable Reader reader,
        Users users,
        Groups groups,
        Map<String, List<String>> roles,
        Duration timeout,
        Duration refusalTime) {

    private static final String LOGIN = "{login}";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REFUSAL_TIME = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** An account of the directory's that may read it. */
    public record Reader(String dn, String password) {

        @Override
        public String toString() {
            return dn;
        }
    }

    /**
     * How the entry of a login is found.
     *
     * @param dn with {@code {login}}, for a direct bind; null to search
     * @param base under which is searched
     * @param filter with {@code {login}}
     * @param login the attribute that holds the login
     */
    public record Users(@Nullable String dn, String base, String filter, String login, String name, String mail) {}

    /**
     * How the groups of an entry are found.
     *
     * @param base under which is searched for groups; null for no search
     * @param filter with {@code {dn}} and {@code {login}}
     * @param name the attribute that holds a group's name
     * @param memberOf the attribute of a person that holds the DNs of his groups; null for none
     */
    public record Groups(
            @Nullable String base,
            String filter,
            String name,
            @Nullable String memberOf) {}

    /** No directory. */
    public static final DirectorySettings NONE = from(Settings.of(Map.of()));

    public static DirectorySettings from(Settings settings) {
        String dn = settings.text("ldapUserDn");
        String base = settings.text("ldapUserBase");
        String login = settings.text("ldapLogin", "uid");
        String trust = settings.text("ldapTrust");
        var found = new DirectorySettings(
                servers(settings),
                settings.flag("ldapStartTls", true),
                trust == null ? null : Path.of(trust),
                reader(settings),
                new Users(
                        dn,
                        base == null ? "" : base,
                        settings.text("ldapUserFilter", "(" + login + "=" + LOGIN + ")"),
                        login,
                        settings.text("ldapName", "cn"),
                        settings.text("ldapMail", "mail")),
                new Groups(
                        settings.text("ldapGroupBase"),
                        settings.text("ldapGroupFilter", "(|(member={dn})(uniqueMember={dn})(memberUid={login}))"),
                        settings.text("ldapGroupName", "cn"),
                        settings.text("ldapMemberOf")),
                roles(settings),
                settings.duration("ldapTimeout", TIMEOUT),
                settings.duration("ldapRefusalTime", REFUSAL_TIME));
        if (found.isOn()) {
            found.tellProblems(settings, base);
        }
        return found;
    }

    public boolean isOn() {
        return !servers.isEmpty();
    }

    private void tellProblems(Settings settings, @Nullable String base) {
        if ((users.dn == null) == (base == null)) {
            settings.problem("ldapUrl needs either ldapUserBase, to search people, or ldapUserDn, to bind directly");
        }
        if (users.dn != null && !users.dn.contains("=" + LOGIN + ",")) {
            settings.problem("ldapUserDn must be such as uid={login},ou=people,dc=example,dc=org");
        }
        if (!users.filter.contains(LOGIN)) {
            settings.problem("ldapUserFilter must contain {login}, such as (uid={login})");
        }
        if (trust != null && !Files.isReadable(trust)) {
            settings.problem("ldapTrust: " + trust + " cannot be read");
        }
        if (timeout.toMillis() < 1 || timeout.compareTo(LONGEST) > 0) {
            settings.problem("ldapTimeout must be from PT0.001S to PT1M");
        }
        if (refusalTime.isNegative() || refusalTime.compareTo(LONGEST) > 0) {
            settings.problem("ldapRefusalTime must be from PT0S to PT1M");
        }
    }

    private static List<URI> servers(Settings settings) {
        return settings.parsedOrNone(
                "ldapUrl",
                List.of(),
                "addresses such as ldaps://ldap.example.org, separated by commas",
                text -> Stream.of(text.split("\\s*,\\s*"))
                        .map(URI::create)
                        .peek(server -> {
                            if (server.getHost() == null
                                    || !List.of("ldap", "ldaps").contains(server.getScheme())) {
                                throw new IllegalArgumentException();
                            }
                        })
                        .toList());
    }

    private static @Nullable Reader reader(Settings settings) {
        String dn = settings.text("ldapBindDn");
        String password = settings.text("ldapBindPassword");
        if ((dn == null) != (password == null)) {
            settings.problem("ldapBindDn and ldapBindPassword are given together");
        }
        return dn == null || password == null ? null : new Reader(dn, password);
    }

    /** {@code ldapRoles=developers=writer,developers=reader,guests=reader}. */
    private static Map<String, List<String>> roles(Settings settings) {
        return settings.parsedOrNone(
                "ldapRoles",
                Map.of(),
                "pairs of a group and a role such as sales=reader,it=writer",
                text -> Stream.of(text.split("\\s*,\\s*"))
                        .map(pair -> pair.split("\\s*=\\s*"))
                        .peek(pair -> {
                            if (pair.length != 2 || pair[0].isEmpty()) {
                                throw new IllegalArgumentException();
                            }
                        })
                        .collect(Collectors.groupingBy(
                                pair -> pair[0].toLowerCase(Locale.ROOT),
                                LinkedHashMap::new,
                                Collectors.mapping(pair -> pair[1], Collectors.toList()))));
    }

    /** The roles that these groups bring, each once. */
    public List<String> rolesOf(List<String> groupNames) {
        return groupNames.stream()
                .flatMap(group -> roles.getOrDefault(group.toLowerCase(Locale.ROOT), List.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}
