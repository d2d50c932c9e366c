package org.passerelle.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** An account as it is shown: everything but the password; roles, ACLs and groups when they are asked for. */
record UserView(
        @Doc(value = "The login", example = "anne") String id,

        @Doc(value = "The name", example = "Anne Martin") String name,

        @Doc(value = "The address for messages", example = "anne@example.org") @Nullable
        String email,

        @Doc(value = "The mobile telephone", example = "+33 6 12 34 56 78") @Nullable
        String mobile,

        @Doc(value = "A language tag (BCP 47)", example = "fr") @Nullable
        String language,

        @Doc(value = "A time zone of the IANA database", example = "Europe/Paris") @Nullable
        String timeZone,

        @Doc(value = "Whether any credential of the account holds", example = "true")
        boolean active,

        @Doc(value = "owner, inhouse or guest", example = "inhouse")
        String kind,

        @Doc(
                value = "Profiles in order: what the last one carries stands in place of the user's own",
                example = "stagiaire")
        List<String> profiles,

        @Doc(value = "Requests a minute; null when the roles or the default decide", example = "120") @Nullable
        Integer rateLimit,

        @Doc(
                value = "The addresses that the account may come from, ; between them; null for any",
                example = "192.0.2.7;10.0.0.0/8")
        @Nullable
        String ips,

        @Doc(value = "When the account was made", example = "2026-11-22T08:30:00.000+0000")
        Instant created,

        @Doc(value = "When a password last opened it", example = "2026-11-22T09:00:00.000+0000") @Nullable
        Instant lastLogin,

        @Doc(value = "Roles, when included", example = "comptables")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<String> roles,

        @Doc(value = "ACLs, when included", example = "api.access") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        List<String> acls,

        @Doc(value = "Authorization groups, when included", example = "lecteurs")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        List<String> groupacls) {

    /**
     * @param bundle the account's own, or a profile's
     * @param lists those of roles, acls and groupacls that are shown
     */
    static UserView of(Account account, Bundle bundle, List<String> lists) {
        return new UserView(
                account.id(),
                account.name(),
                account.contact().email(),
                account.contact().mobile(),
                account.contact().language(),
                account.contact().timeZone(),
                account.active(),
                account.kind().word(),
                account.profiles(),
                account.limits().rateLimit(),
                account.limits().ips().orNull(),
                account.created(),
                account.lastLogin(),
                lists.contains("roles") ? bundle.roles() : null,
                lists.contains("acls") ? bundle.acls() : null,
                lists.contains("groupacls") ? bundle.groupacls() : null);
    }
}
