package org.passerelle.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Holdings;
import org.passerelle.address.AddressList;
import org.passerelle.fault.Fault;

/**
 * Someone who may ask.
 *
 * @param id the login, by which all rooms name the account
 * @param profiles ids, in order: the last stands in place of {@code own}
 * @param own what was given to the account itself; the owner holds every ACL without it being said here
 * @param password a hash, or null when no password opens the account
 * @param effective what follows from all of it
 */
public record Account(
        String id,
        String name,
        Kind kind,
        boolean active,
        Contact contact,
        List<String> profiles,
        Bundle own,
        Limits limits,
        @Nullable String password,
        Instant created,
        @Nullable Instant lastLogin,
        Effective effective) {

    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}._@+-]{0,199}");

    /** What an account is to the house. */
    public enum Kind {
        /** The titulaire: holds every ACL, and falls to nobody else. */
        OWNER,
        INHOUSE,
        /** Never uses the API, whatever ACLs it holds. */
        GUEST;

        /** As it is written: {@code owner}, {@code inhouse}, {@code guest}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
        }
    }

    /** How the account's person is reached and spoken to. */
    public record Contact(
            @Nullable String email,
            @Nullable String mobile,
            @Nullable String language,
            @Nullable String timeZone) {

        static final Contact NONE = new Contact(null, null, null, null);
    }

    /**
     * How often, and from where.
     *
     * @param rateLimit requests a minute, or null when the roles or the default decide
     * @param ips the addresses it may come from
     */
    public record Limits(@Nullable Integer rateLimit, AddressList ips) {

        static final Limits NONE = new Limits(null, AddressList.ANY);
    }

    /**
     * What the account has at this moment, from wherever it comes.
     *
     * @param bundle the last profile's, else its own
     * @param rateLimit its own figure, else the best of its roles, else null for the default
     */
    public record Effective(
            Holdings holdings, Bundle bundle, @Nullable Integer rateLimit) {

        /** Until it is known what the roles, profiles and groups are. */
        static final Effective NONE = new Effective(Holdings.NOTHING, Bundle.EMPTY, null);
    }

    public Account {
        profiles = List.copyOf(profiles);
    }

    /** One that nobody said much about: these ACLs and no more. */
    public Account(
            String id,
            String name,
            Kind kind,
            boolean active,
            Collection<String> acls,
            @Nullable String password,
            Instant created) {
        this(
                id,
                name,
                kind,
                active,
                new Bundle(List.of(), acls.stream().sorted().toList(), List.of()),
                password,
                created);
    }

    private Account(
            String id, String name, Kind kind, boolean active, Bundle own, @Nullable String password, Instant created) {
        this(
                id,
                name,
                kind,
                active,
                Contact.NONE,
                List.of(),
                own,
                Limits.NONE,
                password,
                created,
                null,
                effective(kind, active, own, Limits.NONE, Structure.EMPTY));
    }

    /** @throws Fault 400 for what cannot be a login: the colon would end it in a Basic header, a slash in a path */
    public static String checkedId(String member, @Nullable String id) {
        if (id == null || !ID.matcher(id).matches()) {
            throw Fault.badMember(member, "is made of letters, digits, _ . @ + and -, 200 at most");
        }
        return id;
    }

    public boolean isOwner() {
        return kind == Kind.OWNER;
    }

    /** Whether it may use the API at all. */
    public boolean apiAccess() {
        return holdings().apiAccess();
    }

    /** What it holds now, from wherever it comes. */
    public Holdings holdings() {
        return effective.holdings();
    }

    /** What it holds where the roles, profiles and groups are these. */
    Account in(Structure structure) {
        Bundle bundle = structure.resolve(profiles, own);
        return new Account(
                id,
                name,
                kind,
                active,
                contact,
                profiles,
                own,
                limits,
                password,
                created,
                lastLogin,
                effective(kind, active, bundle, limits, structure));
    }

    private static Effective effective(Kind kind, boolean active, Bundle bundle, Limits limits, Structure structure) {
        Holdings held = structure.holdings(bundle);
        boolean apiAccess = active
                && switch (kind) {
                    case OWNER -> true;
                    case INHOUSE -> held.apiAccess();
                    case GUEST -> false;
                };
        return new Effective(
                new Holdings(kind == Kind.OWNER, apiAccess, held.acls(), held.tables(), held.roles(), held.groups()),
                bundle,
                limits.rateLimit() != null ? limits.rateLimit() : structure.rateLimit(bundle));
    }

    public Account withPassword(@Nullable String hash) {
        return new Account(id, name, kind, active, contact, profiles, own, limits, hash, created, lastLogin, effective);
    }

    /** What it holds is as before until it is read again. */
    public Account with(Limits newLimits) {
        return new Account(
                id, name, kind, active, contact, profiles, own, newLimits, password, created, lastLogin, effective);
    }

    Account with(Contact newContact) {
        return new Account(
                id, name, kind, active, newContact, profiles, own, limits, password, created, lastLogin, effective);
    }

    Account with(String newName, Contact newContact) {
        return new Account(
                id, newName, kind, active, newContact, profiles, own, limits, password, created, lastLogin, effective);
    }

    Account withOwn(Bundle bundle) {
        return new Account(
                id, name, kind, active, contact, profiles, bundle, limits, password, created, lastLogin, effective);
    }

    @Override
    public String toString() {
        return "account " + id;
    }
}
