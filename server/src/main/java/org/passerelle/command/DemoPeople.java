package org.passerelle.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.ApiKeys;
import org.passerelle.credential.Passwords;
import org.passerelle.credential.Secrets;
import org.passerelle.limit.LimitSettings;
import org.passerelle.oauth.Clients;
import org.passerelle.oauth.OAuthSettings;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

/**
 * The demo's accounts, keys and OAuth client. The credentials file says their passwords: what it tells and the catalogue lacks is made as told, what it
 * does not tell is made anew and told.
 */
record DemoPeople(People people, ApiKeys keys, OAuthSettings oauth, ObjectNode credentials) {

    private static final int PASSWORD = 20;
    private static final int OFTEN = 6_000;
    private static final Passwords PASSWORDS = new Passwords();

    void in(Unit unit) {
        account(unit, "owner", "Odile Fontaine", Account.Kind.OWNER, Set.of());
        account(unit, "admin", "Alain Mercier", Account.Kind.INHOUSE, adminAcls());
        account(unit, "user", "Ursule Petit", Account.Kind.INHOUSE, Set.of(Acls.API_ACCESS, Acls.write(ApiType.DATA)));
        account(unit, "guest", "Gilles Roche", Account.Kind.GUEST, Set.of());
        key(unit, "apiKey", "admin", Permissions.ALL, OFTEN);
        key(unit, "limitedApiKey", "user", Permissions.parse(Map.of(ApiType.DATA.word(), "r")), LimitSettings.STANDARD);
        client(unit, "oauthClient", "admin");
    }

    /** Every ACL but webhooks, which are the owner's alone, and acting for others. */
    private static Set<String> adminAcls() {
        var acls = new HashSet<>(Acls.ALL);
        acls.remove(Acls.IMPERSONATE);
        acls.remove(Acls.read(ApiType.WEBHOOKS));
        acls.remove(Acls.write(ApiType.WEBHOOKS));
        return acls;
    }

    private void account(Unit unit, String id, String name, Account.Kind kind, Set<String> acls) {
        String known = credentials.path(id).path("password").textValue();
        Account before = people.find(unit, id).orElse(null);
        if (before != null && known != null) {
            return;
        }
        String password = known == null ? Secrets.fresh(PASSWORD) : known;
        String hash = PASSWORDS.hash(password);
        if (before == null) {
            var now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
            var limits = new Account.Limits(kind == Account.Kind.GUEST ? null : OFTEN, AddressList.ANY);
            people.insert(unit, new Account(id, name, kind, true, acls, hash, now).with(limits));
        } else {
            people.update(unit, before.withPassword(hash));
        }
        credentials.putObject(id).put("user", id).put("password", password);
    }

    /** May do what its user may, and gets refresh tokens. */
    private void client(Unit unit, String member, String user) {
        var wanted = new Clients.Wanted("demo", "Demo", user, List.of("ADMIN"), Permissions.ALL, OFTEN);
        String known = credentials.path(member).path("secret").textValue();
        String secret =
                Clients.ensure(unit, wanted, known, oauth, Clock.systemUTC().instant());
        credentials.putObject(member).put("id", wanted.id()).put("secret", secret);
    }

    private void key(Unit unit, String member, String user, Permissions permissions, int rateLimit) {
        var wanted = new ApiKeys.Wanted(user, user, "demo: " + member, permissions, null, AddressList.ANY, rateLimit);
        @Nullable String text = credentials.path(member).textValue();
        if (text == null) {
            credentials.put(member, keys.issue(unit, wanted).text());
        } else if (keys.findByText(unit, text).isEmpty()) {
            keys.restore(unit, wanted, text);
        }
    }
}
