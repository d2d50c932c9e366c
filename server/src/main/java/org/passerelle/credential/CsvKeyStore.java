package org.passerelle.credential;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.people.Account;

/**
 * API keys in a file (wire.md §2; DigDash D9 and D11). The file says which keys there are; the catalogue notes what it has no column for:
 * their last uses, and what stands in their place. A key is nobody's whose account is gone, or was made after it.
 */
final class CsvKeyStore implements KeyStore {

    private final Catalogue catalogue;
    private final KeyFile file;
    private final AtomicLong changes = new AtomicLong();

    /** Until their units end. */
    private final Map<Unit, KeyFileChange> changing = new ConcurrentHashMap<>();

    CsvKeyStore(Catalogue catalogue, KeyFile file) {
        this.catalogue = catalogue;
        this.file = file;
        catalogue.onChange(Topic.CREDENTIALS, changes::incrementAndGet);
    }

    /** An account that keys may be of. */
    private record Holder(String id, boolean isInhouse, Instant created) {

        private static final String SELECT = "SELECT id, kind, created FROM account";

        static Optional<Holder> of(Source source, String id) {
            return source.one(Holder::read, SELECT + " WHERE id = ?", id);
        }

        static Map<String, Holder> all(Source source) {
            var all = new HashMap<String, Holder>();
            source.all(Holder::read, SELECT).forEach(holder -> all.put(holder.id, holder));
            return all;
        }

        private static Holder read(Row row) {
            return new Holder(
                    row.text("id"), row.text("kind").equals(Account.Kind.INHOUSE.word()), row.moment("created"));
        }
    }

    @Override
    public long version() {
        return file.now().number() + changes.get();
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return held(catalogue, Optional.ofNullable(file.now().keys().get(id)));
    }

    @Override
    public Optional<ApiKey> find(Unit unit, String id) {
        return held(unit, change(unit).find(id));
    }

    private static Optional<ApiKey> held(Source source, Optional<ApiKey> found) {
        return found.filter(key -> isHeld(key, account -> Holder.of(source, account)))
                .map(key -> noted(source, key));
    }

    /** By accounts that there were when it was made. */
    private static boolean isHeld(ApiKey key, Function<String, Optional<Holder>> accounts) {
        return Stream.of(key.user(), key.actor() == null ? key.user() : key.createdBy())
                .distinct()
                .allMatch(account -> accounts.apply(account)
                        .filter(holder -> !key.created().isBefore(holder.created))
                        .isPresent());
    }

    private static ApiKey noted(Source source, ApiKey key) {
        return source.one(
                        row -> key.used(row.momentOrNull("last_used"), row.textOrNull("last_ip")),
                        "SELECT last_used, last_ip FROM api_key_note WHERE id = ?",
                        key.id())
                .orElse(key);
    }

    @Override
    public List<ApiKey> list(Whose whose, @Nullable String before, int limit) {
        Map<String, Holder> holders = Holder.all(catalogue);
        return file.now().keys().values().stream()
                .filter(key -> before == null || key.id().compareTo(before) < 0)
                .filter(key -> isHeld(key, account -> Optional.ofNullable(holders.get(account))))
                .filter(key -> switch (whose) {
                    case Whose.Own(String user) -> isOf(key, user);
                    case Whose.Inhouse(String user) ->
                        isOf(key, user)
                                || Optional.ofNullable(holders.get(key.user()))
                                        .filter(Holder::isInhouse)
                                        .isPresent();
                    case Whose.All() -> true;
                })
                .sorted(Comparator.comparing(ApiKey::id).reversed())
                .limit(limit)
                .map(key -> noted(catalogue, key))
                .toList();
    }

    private static boolean isOf(ApiKey key, String user) {
        return key.user().equals(user) || key.createdBy().equals(user);
    }

    @Override
    public List<ApiKey> ending(Instant after, Instant until) {
        return file.now().keys().values().stream()
                .filter(key -> key.expires() != null
                        && key.expires().isAfter(after)
                        && !key.expires().isAfter(until))
                .filter(key -> isHeld(key, account -> Holder.of(catalogue, account)))
                .sorted(Comparator.comparing((ApiKey key) -> Objects.requireNonNull(key.expires()))
                        .thenComparing(ApiKey::id))
                .toList();
    }

    @Override
    public Set<String> origins() {
        return file.now().keys().values().stream()
                .flatMap(key -> key.bound().origins().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void insert(Unit unit, ApiKey key) {
        change(unit).put(key);
    }

    @Override
    public boolean replace(Unit unit, String id, String by, Instant end) {
        KeyFileChange change = change(unit);
        ApiKey key = change.find(id).orElse(null);
        unit.run("INSERT INTO api_key_note (id) VALUES (?) ON CONFLICT DO NOTHING", id);
        boolean first =
                unit.run("UPDATE api_key_note SET replaced_by = ? WHERE id = ? AND replaced_by IS NULL", by, id) == 1;
        if (key == null || !first) {
            return false;
        }
        change.put(key.endingBy(end));
        return true;
    }

    @Override
    public boolean delete(Unit unit, String id) {
        unit.run("DELETE FROM api_key_note WHERE id = ?", id);
        return change(unit).remove(id);
    }

    /** The topic first: where units run beside each other, those that change keys wait for each other there. */
    private KeyFileChange change(Unit unit) {
        KeyFileChange begun = changing.get(unit);
        if (begun != null) {
            return begun;
        }
        unit.touch(Topic.CREDENTIALS);
        KeyFileChange change = KeyFileChange.of(file);
        changing.put(unit, change);
        unit.with(change);
        unit.with(new Unit.Companion() {
            @Override
            public void end() {
                changing.remove(unit);
            }
        });
        return change;
    }

    @Override
    public void used(Map<String, Use> uses) {
        Map<String, ApiKey> keys = file.now().keys();
        catalogue.change(unit -> {
            uses.forEach((id, use) -> {
                if (keys.containsKey(id)) {
                    unit.run(
                            "INSERT INTO api_key_note (id, last_used, last_ip) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
                                    + " SET last_used = excluded.last_used, last_ip = excluded.last_ip"
                                    + " WHERE api_key_note.last_used IS NULL OR api_key_note.last_used < excluded.last_used",
                            id,
                            use.at(),
                            use.address());
                }
            });
            return uses.size();
        });
    }
}
