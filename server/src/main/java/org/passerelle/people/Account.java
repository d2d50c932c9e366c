package org.passerelle.people;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Holdings;
import org.passerelle.fault.Fault;

/**
 * Someone who may ask.
 *
 * @param id the login, by which all rooms name the account
 * @param acls what it holds now, from wherever it comes; the owner holds every ACL without it being said here
 * @param password a hash, or null when no password opens the account
 */
public record Account(
        String id,
        String name,
        Kind kind,
        boolean active,
        Set<String> acls,
        @Nullable String password,
        Instant created) {

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

    public Account {
        acls = Set.copyOf(acls);
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
        return active
                && switch (kind) {
                    case OWNER -> true;
                    case INHOUSE -> acls.contains(Acls.API_ACCESS);
                    case GUEST -> false;
                };
    }

    /** What it holds now, from wherever it comes. */
    public Holdings holdings() {
        return new Holdings(isOwner(), apiAccess(), acls, List.of(), List.of(), List.of());
    }

    public Account withPassword(String hash) {
        return new Account(id, name, kind, active, acls, hash, created);
    }

    @Override
    public String toString() {
        return "account " + id;
    }
}
