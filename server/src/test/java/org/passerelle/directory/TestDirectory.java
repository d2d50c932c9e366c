package org.passerelle.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.passerelle.setting.Settings;

/** A directory of the tests' own: people and groups of {@code dc=example,dc=org}. */
public interface TestDirectory extends AutoCloseable {

    String BASE = "dc=example,dc=org";
    String PEOPLE = "ou=people," + BASE;
    String MANAGER = "cn=manager," + BASE;
    String MANAGERS_PASSWORD = "The-manager-9!";
    String READER = "cn=reader," + BASE;
    String READERS_PASSWORD = "The-reader-8!";

    /** What stands in it, an entry each. */
    String[][] ENTRIES = {
        {"dn: " + BASE, "objectClass: domain", "dc: example"},
        {"dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people"},
        {"dn: ou=groups," + BASE, "objectClass: organizationalUnit", "ou: groups"},
        {
            "dn: " + READER,
            "objectClass: organizationalRole",
            "objectClass: simpleSecurityObject",
            "cn: reader",
            "userPassword: " + READERS_PASSWORD
        },
        person("anne", "Anne Martin", "Correct-horse-7!"),
        person("bob", "Bob Durand", "Another-horse-8!"),
        person("olga", "Olga of the directory", "Foreign-horse-9!"),
        {
            "dn: cn=Developers,ou=groups," + BASE,
            "objectClass: groupOfNames",
            "cn: Developers",
            "member: uid=anne," + PEOPLE
        },
        {"dn: cn=everybody,ou=groups," + BASE, "objectClass: groupOfNames", "cn: everybody", "member: uid=bob," + PEOPLE
        },
    };

    static String[] person(String uid, String name, String password) {
        return new String[] {
            "dn: uid=" + uid + "," + PEOPLE,
            "objectClass: inetOrgPerson",
            "uid: " + uid,
            "cn: " + name,
            "sn: " + name.substring(name.indexOf(' ') + 1),
            "mail: " + uid + "@example.org",
            "userPassword: " + password
        };
    }

    int port();

    int tlsPort();

    /** In PEM. */
    Path certificate();

    @Override
    void close();

    /** By who may change it. */
    default LDAPConnection manager() throws LDAPException {
        return new LDAPConnection("127.0.0.1", port(), MANAGER, MANAGERS_PASSWORD);
    }

    /** How the server is told of it. */
    enum Way {
        SEARCH_BY_STARTTLS,
        SEARCH_BY_LDAPS,
        DIRECT_BY_STARTTLS,
        DIRECT_BY_LDAPS
    }

    default Map<String, String> settings(Way way) {
        var settings = new HashMap<String, String>();
        settings.put(
                "ldapUrl",
                way.name().endsWith("LDAPS") ? "ldaps://localhost:" + tlsPort() : "ldap://localhost:" + port());
        settings.put("ldapTrust", certificate().toString());
        settings.put("ldapRefusalTime", "PT0.01S");
        settings.put("ldapGroupBase", "ou=groups," + BASE);
        settings.put("ldapRoles", "developers=writer, developers=reader, everybody=reader");
        if (way.name().startsWith("SEARCH")) {
            settings.put("ldapUserBase", PEOPLE);
            settings.put("ldapBindDn", READER);
            settings.put("ldapBindPassword", READERS_PASSWORD);
        } else {
            settings.put("ldapUserDn", "uid={login}," + PEOPLE);
        }
        return settings;
    }

    /** The same, read. */
    default DirectorySettings read(Map<String, String> settings) {
        var asked = Settings.of(settings);
        var read = DirectorySettings.from(asked);
        asked.check();
        return read;
    }
}
