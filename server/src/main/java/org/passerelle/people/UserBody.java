package org.passerelle.people;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.limit.LimitSettings;
import org.passerelle.operation.Doc;

/** An account as a client writes it. What is left out has its default, but for the password and the three lists, which stay. */
record UserBody(
        @Doc(value = "The login: letters, digits, _ . @ + and -", example = "anne") @Nullable
        String id,

        @Doc(value = "The name; the login when left out", example = "Anne Martin") @Nullable
        String name,

        @Doc(value = "The address for messages", example = "anne@example.org") @Nullable
        String email,

        @Doc(value = "The mobile telephone", example = "+33 6 12 34 56 78") @Nullable
        String mobile,

        @Doc(value = "A language tag (BCP 47)", example = "fr") @Nullable
        String language,

        @Doc(value = "A time zone of the IANA database", example = "Europe/Paris") @Nullable
        String timeZone,

        @Doc(value = "Whether any credential of the account holds; true when left out", example = "true") @Nullable
        Boolean active,

        @Doc(value = "owner, inhouse or guest; inhouse when left out", example = "inhouse") @Nullable
        String kind,

        @Doc(
                value = "Profiles in order: what the last one carries stands in place of the user's own",
                example = "stagiaire")
        @Nullable
        List<String> profiles,

        @Doc(value = "Requests a minute; null lets the roles or the default decide", example = "120") @Nullable
        Integer rateLimit,

        @Doc(
                value = "The addresses that the account may come from, ; between them; null for any",
                example = "192.0.2.7;10.0.0.0/8")
        @Nullable
        String ips,

        @Doc(value = "Shown, not written: what is sent is not looked at", example = "2026-11-22T08:30:00.000+0000")
        @Nullable
        Instant created,

        @Doc(value = "Shown, not written: what is sent is not looked at", example = "2026-11-22T09:00:00.000+0000")
        @Nullable
        Instant lastLogin,

        @Doc(value = "The user's own roles; left out they stay", example = "comptables") @Nullable
        List<String> roles,

        @Doc(value = "The user's own ACLs; left out they stay", example = "api.access") @Nullable
        List<String> acls,

        @Doc(value = "The user's own authorization groups; left out they stay", example = "lecteurs") @Nullable
        List<String> groupacls,

        @Doc(value = "Written, never shown; left out it is kept, null erases it", example = "correct-horse-7") @Nullable
        String password) {

    /**
     * The account as it shall be, but for its password.
     *
     * @param before null for a new one
     * @param says whether the client named a member
     * @throws Fault 400 for a member that is not what it should be, 422 for a name that leads nowhere
     */
    Account account(String login, @Nullable Account before, Predicate<String> says, Structure structure, Instant now) {
        Bundle was = before == null ? Bundle.EMPTY : before.own();
        return new Account(
                        login,
                        Members.name(name, login),
                        kind == null ? Account.Kind.INHOUSE : Members.kind(kind),
                        active == null || active,
                        new Account.Contact(
                                Members.email(email),
                                Members.mobile(mobile),
                                Members.language(language),
                                Members.timeZone(timeZone)),
                        Members.names("profiles", profiles, structure.profiles()::containsKey),
                        new Bundle(
                                says.test("roles")
                                        ? Members.names("roles", roles, structure.roles()::containsKey)
                                        : was.roles(),
                                says.test("acls") ? Members.names("acls", acls, Acls::isKnown) : was.acls(),
                                says.test("groupacls")
                                        ? Members.names("groupacls", groupacls, structure.groups()::containsKey)
                                        : was.groupacls()),
                        new Account.Limits(LimitSettings.checked(rateLimit), Members.ips(ips)),
                        before == null ? null : before.password(),
                        before == null ? now : before.created(),
                        before == null ? null : before.lastLogin(),
                        Account.Effective.NONE)
                .in(structure);
    }

    @Override
    public String toString() {
        return "user " + id;
    }
}
