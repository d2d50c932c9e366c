package org.passerelle.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;

/**
 * The accounts of people who enter by a directory: made when they first do, kept as the directory says each time they do again. An account
 * that was made here is never theirs, whatever name they have there; nor is that of someone else who had the name before. Thread-safe.
 */
@Singleton
public final class DirectoryAccounts {

    private static final Logger LOG = Logger.getLogger(DirectoryAccounts.class);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LONGEST_NAME = 500;

    private final Catalogue catalogue;
    private final People people;
    private final Clock clock;

    @Inject
    public DirectoryAccounts(Catalogue catalogue, People people, Clock clock) {
        this.catalogue = catalogue;
        this.people = people;
        this.clock = clock;
    }

    /**
     * What the directory says of someone.
     *
     * @param entry tells him from others who come to have his name
     * @param roles that his groups bring
     */
    public record Person(
            String entry,
            String login,
            String name,
            @Nullable String email,
            List<String> roles) {}

    /** By which entry an account is known, and what it was given for its groups. */
    private record Link(String entry, List<String> roles) {

        static Optional<Link> of(Source source, String account) {
            return source.one(Link::read, "SELECT entry, roles FROM directory_account WHERE account = ?", account);
        }

        private static Link read(Row row) {
            return new Link(row.text("entry"), row.words("roles"));
        }
    }

    /**
     * The account of someone whose password held there.
     *
     * @return its id; empty when it may not be his, or is not active
     */
    public Optional<String> of(Person person) {
        Optional<String> id =
                isAsToldBy(person) ? Optional.of(person.login()) : catalogue.change(unit -> keep(unit, person));
        return id.filter(account -> people.find(account)
                .filter(found -> found.active() && found.password() == null)
                .isPresent());
    }

    /** Nothing is written where nothing is new. */
    private boolean isAsToldBy(Person person) {
        var told = new Link(person.entry(), person.roles());
        return people.find(person.login())
                .filter(known -> after(known, told, person).equals(known))
                .flatMap(known -> Link.of(catalogue, known.id()))
                .filter(told::equals)
                .isPresent();
    }

    private Optional<String> keep(Unit unit, Person person) {
        unit.touch(Topic.PEOPLE); // first, so that of two who come at once one waits for the other
        Account before = people.find(unit, person.login()).orElse(null);
        if (before == null) {
            return made(unit, person);
        }
        Link link = Link.of(unit, before.id()).orElse(null);
        if (link == null || !link.entry.equals(person.entry())) {
            LOG.warnf("%s of the directory does not enter: the account of that name is another's", before.id());
            return Optional.empty();
        }
        people.update(unit, after(before, link, person));
        unit.run(
                "UPDATE directory_account SET roles = ? WHERE account = ?",
                AccountStore.lines(person.roles()),
                before.id());
        return Optional.of(before.id());
    }

    private Optional<String> made(Unit unit, Person person) {
        try {
            Account.checkedId("login", person.login());
        } catch (Fault e) {
            LOG.warnf("someone of the directory does not enter: %s", e.detail());
            return Optional.empty();
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var blank = new Account(person.login(), person.login(), Account.Kind.INHOUSE, true, List.of(), null, now);
        people.insert(unit, after(blank, new Link(person.entry(), List.of()), person));
        unit.run(
                "INSERT INTO directory_account (account, entry, roles) VALUES (?, ?, ?)",
                person.login(),
                person.entry(),
                AccountStore.lines(person.roles()));
        unit.afterCommit(() -> LOG.infof("%s entered by the directory for the first time", person.login()));
        return Optional.of(person.login());
    }

    /** Its name, address and the roles of its groups as the directory says; what was given here stays. */
    private static Account after(Account before, Link link, Person person) {
        Bundle own = before.own();
        List<String> roles = Stream.concat(
                        own.roles().stream().filter(role -> !link.roles.contains(role)), person.roles().stream())
                .distinct()
                .toList();
        Account.Contact contact = before.contact();
        return before.withOwn(new Bundle(roles, own.acls(), own.groupacls()))
                .with(
                        shown(person.name(), before.id()),
                        new Account.Contact(
                                address(person.email()), contact.mobile(), contact.language(), contact.timeZone()));
    }

    private static String shown(String name, String otherwise) {
        String text = CONTROL.matcher(name).replaceAll(" ").strip();
        return text.isEmpty() ? otherwise : text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }

    /** None where it is no address. */
    private static @Nullable String address(@Nullable String email) {
        try {
            return Members.email(email);
        } catch (Fault e) {
            return null;
        }
    }
}
