package org.passerelle.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.data.View.ViewColumn;
import org.passerelle.format.Json;

/** The saved views: kept in the catalogue, held in memory, read again when they change. */
@Singleton
public final class ViewStore {

    private static final String COLUMNS = "id, view_key, table_name, title, columns, filter, sort, row_per_page";
    private static final int FIRST_NUMBER = 1;

    private final Catalogue catalogue;
    private volatile Map<String, View> byKey = Map.of();

    @Inject
    public ViewStore(Catalogue catalogue) {
        this.catalogue = catalogue;
        load();
        catalogue.onChange(Topic.TABLES, this::load);
    }

    /** By its key or its number. */
    Optional<View> find(String keyOrNumber) {
        View byItsKey = byKey.get(keyOrNumber);
        if (byItsKey != null) {
            return Optional.of(byItsKey);
        }
        return keyOrNumber.chars().allMatch(Character::isDigit)
                ? byKey.values().stream()
                        .filter(v -> Integer.toString(v.id()).equals(keyOrNumber))
                        .findFirst()
                : Optional.empty();
    }

    /** By number. */
    public List<View> all() {
        return byKey.values().stream()
                .sorted(java.util.Comparator.comparingInt(View::id))
                .toList();
    }

    int nextNumber(Unit unit) {
        return unit.one(
                                r -> r.numberOrNull("last") == null ? 0 : r.number("last"),
                                "SELECT MAX(id) AS last FROM saved_view")
                        .orElse(0)
                + FIRST_NUMBER;
    }

    /** Whether another view has its number or its key. */
    public boolean isTaken(Unit unit, View view) {
        return unit.one(
                        r -> r.number("id"),
                        "SELECT id FROM saved_view WHERE id = ? OR view_key = ?",
                        view.id(),
                        view.key())
                .isPresent();
    }

    public void insert(Unit unit, View view) {
        unit.run(
                "INSERT INTO saved_view (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                view.id(),
                view.key(),
                view.table(),
                view.title(),
                json(view.columns()),
                view.filter(),
                view.sort(),
                view.rowPerPage());
        unit.touch(Topic.TABLES);
    }

    void delete(Unit unit, int id) {
        unit.run("DELETE FROM saved_view WHERE id = ?", id);
        unit.touch(Topic.TABLES);
    }

    private void load() {
        byKey = catalogue.all(ViewStore::view, "SELECT " + COLUMNS + " FROM saved_view").stream()
                .collect(Collectors.toUnmodifiableMap(View::key, v -> v));
    }

    private static View view(Row row) {
        try {
            return new View(
                    row.number("id"),
                    row.text("view_key"),
                    row.text("table_name"),
                    row.text("title"),
                    Json.MAPPER.readValue(row.text("columns"), new TypeReference<List<ViewColumn>>() {}),
                    row.textOrNull("filter"),
                    row.textOrNull("sort"),
                    row.numberOrNull("row_per_page"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the catalogue holds a view that cannot be read", e);
        }
    }

    private static String json(List<ViewColumn> columns) {
        try {
            return Json.MAPPER.writeValueAsString(columns);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
