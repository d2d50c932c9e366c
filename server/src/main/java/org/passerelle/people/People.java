package org.passerelle.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;

/** The accounts of this moment: an immutable picture, swapped whole when the catalogue says that people changed. Thread-safe. */
@Singleton
public final class People {

    private static final Logger LOG = Logger.getLogger(People.class);

    private final Catalogue catalogue;
    private volatile Map<String, Account> accounts = Map.of();

    @Inject
    public People(Catalogue catalogue) {
        this.catalogue = catalogue;
        // first the listener, then the reading: a change in between is read twice rather than never
        catalogue.onChange(Topic.PEOPLE, this::read);
        read();
    }

    private synchronized void read() {
        var read = new HashMap<String, Account>();
        AccountStore.all(catalogue, StructureStore.read(catalogue)).forEach(account -> read.put(account.id(), account));
        accounts = Map.copyOf(read);
    }

    public Optional<Account> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }

    public List<Account> all() {
        return accounts.values().stream()
                .sorted(java.util.Comparator.comparing(Account::id))
                .toList();
    }

    public boolean isEmpty() {
        return accounts.isEmpty();
    }

    /** The account as a unit of work sees it, its own changes included. */
    public Optional<Account> find(Unit unit, String id) {
        return AccountStore.find(unit, StructureStore.read(unit), id);
    }

    public boolean hasOwner(Unit unit) {
        return AccountStore.hasOwner(unit);
    }

    /** @throws Fault 409 when there is such an account already */
    public void insert(Unit unit, Account account) {
        if (find(unit, account.id()).isPresent()) {
            throw Catalogue.taken("The account", account.id());
        }
        AccountStore.insert(unit, account);
    }

    /**
     * Keeps everything of the account but when it was created.
     *
     * @throws Fault 404 when there is no such account
     */
    public void update(Unit unit, Account account) {
        if (!AccountStore.update(unit, account)) {
            throw Fault.notFound("There is no account {}.", account.id());
        }
    }

    /** A password opened the account. What cannot be noted keeps nobody out. */
    public void entered(String id, Instant at) {
        try {
            catalogue.change(unit -> {
                AccountStore.entered(unit, id, at.toEpochMilli());
                return id;
            });
        } catch (RuntimeException e) {
            LOG.debugf(e, "the login of %s cannot be noted now", id);
        }
    }
}
