package org.passerelle.console;

import static org.passerelle.console.Column.code;
import static org.passerelle.console.Column.flag;
import static org.passerelle.console.Column.list;
import static org.passerelle.console.Column.number;
import static org.passerelle.console.Column.seconds;
import static org.passerelle.console.Column.state;
import static org.passerelle.console.Column.text;
import static org.passerelle.console.Column.time;
import static org.passerelle.console.Column.whole;

import java.util.List;

/** Who may do what, and by which credentials. */
final class AccessCollections {

    private static final Field ROLES = Field.many("roles", "roles.list", "id");
    private static final Field ACLS = Field.many("acls", "acls.list", "id");
    private static final Field GROUPS = Field.many("groupacls", "groupacls.list", "id");

    static final List<Collection> ALL = List.of(
            Collection.of("users", Menu.Part.ACCESS, "users")
                    .querying("includes", "roles,acls,groupacls")
                    .shows(
                            code("id"),
                            text("name"),
                            state("kind"),
                            flag("active"),
                            list("roles"),
                            list("profiles"),
                            time("lastLogin"))
                    .asks(
                            Field.text("id").needed().firstOnly(),
                            Field.text("name"),
                            Field.tick("apiAccess", "acls", "api.access"),
                            Field.flag("active"),
                            Field.choice("kind", "inhouse", "guest", "owner"),
                            Field.text("email"),
                            Field.text("mobile"),
                            Field.choice("language", "", "en", "fr"),
                            Field.text("timeZone"),
                            Field.secret("password"),
                            Field.many("profiles", "profiles.list", "id"),
                            ROLES,
                            GROUPS,
                            ACLS,
                            Field.section("apikey"),
                            Field.text("ips"),
                            Field.number("rateLimit"))
                    .deed("invite", "users.invite")
                    .deed("reset", "users.reset")
                    .graveDeed("removeFactor", "users.removeSecondFactor")
                    .panel(
                            "keys",
                            "apikeys.list",
                            "user",
                            "apikeys",
                            text("name"),
                            list("permissions"),
                            time("lastUsed"))
                    .panel(
                            "clients",
                            "clients.list",
                            "user",
                            "clients",
                            code("id"),
                            list("grants"),
                            seconds("accessTokenLifetime"),
                            text("ips"))
                    .panel(
                            "sessions",
                            "sessions.list",
                            "user",
                            "sessions",
                            text("credential"),
                            whole("address"),
                            time("lastSeen")),
            Collection.of("roles", Menu.Part.ACCESS, "role")
                    .shows(code("id"), text("name"), number("priority"), code("parent"), list("acls"), list("tables"))
                    .asks(
                            Field.text("id").firstOnly(),
                            Field.text("name").needed(),
                            Field.number("priority"),
                            Field.one("parent", "roles.list", "id"),
                            GROUPS,
                            ACLS,
                            Field.number("rateLimit"))
                    .panel(
                            RightPages.PANEL,
                            "",
                            "tables",
                            "",
                            code("name"),
                            list("actions"),
                            list("columns"),
                            code("rowFilter")),
            Collection.of("profiles", Menu.Part.ACCESS, "profile")
                    .shows(code("id"), text("name"), list("roles"), list("acls"), list("groupacls"))
                    .asks(Field.text("id").firstOnly(), Field.text("name").needed(), ROLES, GROUPS, ACLS),
            Collection.of("groupacls", Menu.Part.ACCESS, "group")
                    .shows(code("id"), text("name"), list("acls"))
                    .asks(Field.text("id").firstOnly(), Field.text("name").needed(), ACLS),
            Collection.of("rolegroupacls", Menu.Part.ACCESS, "link")
                    .shows(code("id"), code("role"), list("groupacls"))
                    .asks(
                            Field.text("id").firstOnly(),
                            Field.one("role", "roles.list", "id").needed(),
                            GROUPS),
            Collection.of("apikeys", Menu.Part.ACCESS, "key")
                    .removedBy("apikeys.deleteByPath")
                    .telling("key")
                    .shows(
                            text("name"),
                            code("prefix"),
                            text("user"),
                            list("permissions"),
                            time("created"),
                            time("lastUsed"),
                            time("expires"))
                    .asks(
                            Field.text("name").needed(),
                            Field.permissions("permissions"),
                            Field.text("expires"),
                            Field.text("ips"),
                            Field.number("rateLimit"))
                    .graveDeed("rotate", "apikeys.rotate"),
            Collection.of("clients", Menu.Part.ACCESS, "client")
                    .telling("secret")
                    .shows(code("id"), text("name"), text("organisation"), list("grants"), text("user"), flag("active"))
                    .asks(
                            Field.text("name").needed(),
                            Field.text("organisation"),
                            Field.area("purpose"),
                            Field.one("user", "users.list", "id"),
                            Field.flag("active"),
                            Field.section("oauth2"),
                            Field.some(
                                    "grants",
                                    "client_credentials",
                                    "refresh_token",
                                    "authorization_code",
                                    "urn:ietf:params:oauth:grant-type:token-exchange"),
                            Field.text("id").firstOnly(),
                            Field.seconds("accessTokenLifetime"),
                            Field.seconds("refreshTokenLifetime"),
                            Field.lines("redirectUris"),
                            Field.lines("scopes"),
                            Field.permissions("permissions"),
                            Field.section("apikey"),
                            Field.text("ips"),
                            Field.number("rateLimit"))
                    .graveDeed("rotate", "clients.secret.rotate"),
            Collection.of("client-requests", Menu.Part.ACCESS, "request")
                    .shows(
                            code("id"),
                            text("user"),
                            text("name"),
                            text("organisation"),
                            state("status"),
                            time("created"))
                    .asks(
                            Field.text("name"),
                            Field.text("organisation").needed(),
                            Field.area("purpose").needed())
                    .deed("accept", "client-requests.accept")
                    .graveDeed(
                            "refuse",
                            "client-requests.refuse",
                            Field.area("reason").needed()));

    private AccessCollections() {}
}
