package org.passerelle.data;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Reach;
import org.passerelle.connection.ColumnType;
import org.passerelle.format.ColumnNames;
import org.passerelle.schema.Table;

/**
 * The cells of each row, and what is worked out of them once: their names, their types, their part of a statement's shape. Immutable.
 */
final class Selection {

    private static final int PER_TABLE = 500;

    private static final Cache<Table, Cache<Way, Selection>> KEPT =
            Caffeine.newBuilder().weakKeys().build();

    private final List<Shown> shown;
    private final ColumnNames names;
    private final List<ColumnType> types;
    private final @Nullable String shape;

    /** A cell of each row and the name it goes by. */
    record Shown(String name, ColumnRef column) {}

    /** What decides which columns a caller is shown: what his rights reach at this moment, and what of it is asked for. */
    record Way(Reach reach, Object asked) {}

    Selection(List<Shown> shown) {
        this.shown = List.copyOf(shown);
        this.names = new ColumnNames(shown.stream().map(Shown::name).toList());
        this.types = shown.stream().map(s -> s.column().column().type()).toList();
        this.shape = shown.stream().anyMatch(s -> s.column().isMasked()) ? null : shape(shown);
    }

    private static String shape(List<Shown> shown) {
        var shape = new Shape();
        shown.forEach(s -> shape.column(s.column()));
        return shape.text();
    }

    /**
     * The one that was made before for this table of this snapshot, with which it goes. Only where rights look at no row: a rule may hold
     * the caller's own name, or lead to tables that are open to him and not to others.
     */
    static Selection kept(Table table, Way way, Supplier<List<Shown>> make) {
        if (way.reach().isRuled()) {
            return new Selection(make.get());
        }
        return KEPT.get(table, t -> Caffeine.newBuilder().maximumSize(PER_TABLE).build())
                .get(way, w -> new Selection(make.get()));
    }

    List<Shown> shown() {
        return shown;
    }

    ColumnNames names() {
        return names;
    }

    List<ColumnType> types() {
        return types;
    }

    void in(Shape of) {
        if (shape != null) {
            of.word(shape);
        } else {
            shown.forEach(s -> of.column(s.column()));
        }
    }
}
