package org.passerelle.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/**
 * Asks the directory whether a password is someone's. Each question has a connection of its own:
 *
 * <pre>search   connect, bind the reader, search the entry, bind the person, bind the reader again, search his groups
 * direct   connect, bind the person, read his entry, search his groups</pre>
 *
 * For a login that is not there, a DN that is not there is bound: as many questions, so about the same time. An empty password never
 * reaches the directory: it would be taken for an anonymous bind, which succeeds (RFC 4513 §5.1.2). Thread-safe.
 */
@Singleton
public final class Directory {

    private static final Logger LOG = Logger.getLogger(Directory.class);

    private static final int AT_ONCE = 32;
    private static final int MOST_GROUPS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /** What a server says of a password that does not hold, of an account that is locked, of a name that is none. */
    private static final Set<ResultCode> REFUSALS = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.UNWILLING_TO_PERFORM,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            ResultCode.NO_SUCH_OBJECT,
            ResultCode.INVALID_DN_SYNTAX);

    private final DirectorySettings settings;
    private final @Nullable DirectoryServers servers;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    @Inject
    public Directory(DirectorySettings settings) {
        this.settings = settings;
        this.servers = settings.isOn() ? new DirectoryServers(settings) : null;
    }

    public boolean isThere() {
        return servers != null;
    }

    /**
     * @return empty when the password is not that of exactly one person
     * @throws Fault 503 when the directory cannot be asked
     */
    public Optional<DirectoryEntry> enter(String login, String password) {
        if (servers == null || login.isEmpty() || password.isEmpty()) {
            return Optional.empty();
        }
        if (!place()) {
            throw away("Too many passwords are being checked. Try again, or use an API key.", null);
        }
        try (LDAPConnection connection = servers.connect()) {
            return enter(connection, login, password);
        } catch (LDAPException e) {
            LOG.warnf("the directory cannot be asked: %s: %s", e.getResultCode(), e.getMessage());
            throw away("The directory of accounts does not answer. Try again, or use an API key.", e);
        } finally {
            places.release();
        }
    }

    private boolean place() {
        try {
            return places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Fault away(String detail, @Nullable Throwable cause) {
        return Fault.unavailable(detail, COME_BACK, cause);
    }

    private Optional<DirectoryEntry> enter(LDAPConnection connection, String login, String password)
            throws LDAPException {
        read(connection);
        String dn = dn(connection, login);
        if (dn == null) {
            binds(connection, nobody(login), password);
            return Optional.empty();
        }
        if (!binds(connection, dn, password)) {
            return Optional.empty();
        }
        read(connection);
        Entry entry = connection.getEntry(dn, attributes());
        return entry == null ? Optional.empty() : Optional.of(entry(connection, entry, login));
    }

    /** Whoever may read is bound from now on; where nobody is named, it stays as it is. */
    private void read(LDAPConnection connection) throws LDAPException {
        DirectorySettings.Reader reader = settings.reader();
        if (reader != null) {
            connection.bind(reader.dn(), reader.password());
        }
    }

    /** Null when there is no such person, or more than one. */
    private @Nullable String dn(LDAPConnection connection, String login) throws LDAPException {
        DirectorySettings.Users users = settings.users();
        if (users.dn() != null) {
            return named(users.dn(), login);
        }
        var filter = filled(users.filter(), "{login}", login);
        try {
            Entry entry = connection.searchForEntry(users.base(), SearchScope.SUB, filter, users.login());
            return entry == null ? null : entry.getDN();
        } catch (LDAPException e) {
            if (e.getResultCode() == ResultCode.SIZE_LIMIT_EXCEEDED) {
                LOG.warnf("the directory has several people for one login: %s", filter);
                return null;
            }
            throw e;
        }
    }

    /** A DN beside the people, which is nobody's. */
    private String nobody(String login) throws LDAPException {
        return new DN(
                        new RDN(settings.users().login(), login),
                        new DN(settings.users().base()))
                .toString();
    }

    /** The login stands as the value of the first part, escaped as it must be (RFC 4514 §2.4). */
    private static String named(String template, String login) throws LDAPException {
        RDN[] parts = new DN(template.replace("{login}", "login")).getRDNs().clone();
        parts[0] = new RDN(parts[0].getAttributeNames()[0], login);
        return new DN(parts).toString();
    }

    /** Escaped as it must be (RFC 4515 §3). */
    private static String filled(String template, String name, String value) {
        return template.replace(name, Filter.encodeValue(value));
    }

    private static boolean binds(LDAPConnection connection, String dn, String password) throws LDAPException {
        try {
            connection.bind(dn, password);
            return true;
        } catch (LDAPException e) {
            if (REFUSALS.contains(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    private String[] attributes() {
        var names = new ArrayList<>(List.of("entryUUID", "objectGUID"));
        names.addAll(List.of(
                settings.users().login(),
                settings.users().name(),
                settings.users().mail()));
        if (settings.groups().memberOf() != null) {
            names.add(settings.groups().memberOf());
        }
        return names.toArray(String[]::new);
    }

    private DirectoryEntry entry(LDAPConnection connection, Entry entry, String typed) throws LDAPException {
        DirectorySettings.Users users = settings.users();
        String login = login(values(entry, users.login()), typed);
        String name = entry.getAttributeValue(users.name());
        return new DirectoryEntry(
                key(entry),
                login,
                name == null ? login : name,
                entry.getAttributeValue(users.mail()),
                groups(connection, entry, login));
    }

    private static String key(Entry entry) throws LDAPException {
        byte[] guid = entry.getAttributeValueBytes("objectGUID");
        String uuid = entry.getAttributeValue("entryUUID");
        return uuid != null
                ? uuid
                : guid != null
                        ? HexFormat.of().formatHex(guid)
                        : entry.getParsedDN().toNormalizedString();
    }

    /** Of several, the one that was typed, else the first. */
    private static String login(List<String> values, String typed) {
        return values.stream()
                .filter(typed::equalsIgnoreCase)
                .findFirst()
                .orElse(values.isEmpty() ? typed : values.getFirst());
    }

    private List<String> groups(LDAPConnection connection, Entry entry, String login) throws LDAPException {
        DirectorySettings.Groups groups = settings.groups();
        var names = new ArrayList<String>();
        if (groups.memberOf() != null) {
            for (String dn : values(entry, groups.memberOf())) {
                names.add(new DN(dn).getRDNs()[0].getAttributeValues()[0]);
            }
        }
        if (groups.base() != null) {
            String filter = filled(filled(groups.filter(), "{dn}", entry.getDN()), "{login}", login);
            var search = new SearchRequest(groups.base(), SearchScope.SUB, filter, groups.name());
            search.setSizeLimit(MOST_GROUPS);
            for (Entry group : Objects.requireNonNull(connection.search(search).getSearchEntries())) {
                names.addAll(values(group, groups.name()));
            }
        }
        return names;
    }

    private static List<String> values(Entry entry, String attribute) {
        String[] values = entry.getAttributeValues(attribute);
        return values == null ? List.of() : List.of(values);
    }
}
