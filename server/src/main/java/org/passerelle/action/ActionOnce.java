package org.passerelle.action;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.action.ActionStore.Stand;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Once;
import org.passerelle.operation.Parts;
import org.passerelle.operation.Reply;

/**
 * What makes an action change things once, though it may be begun many times: its answer is on the disk before its change commits, and a mark
 * commits with the change. Belongs to one thread.
 */
final class ActionOnce implements Once {

    private static final String PREFIX = "action/";

    private final long id;
    private final Catalogue catalogue;
    private final Parts parts;
    private final Function<Reply, Stand> keeper;
    private @Nullable Stand kept;

    /** @param keeper puts the answer on the disk, and tells how far the work has come */
    ActionOnce(long id, Catalogue catalogue, Parts parts, Function<Reply, Stand> keeper) {
        this.id = id;
        this.catalogue = catalogue;
        this.parts = parts;
        this.keeper = keeper;
    }

    /** The action that has this mark. */
    static Optional<Long> action(String mark) {
        return mark.startsWith(PREFIX) ? Optional.of(Long.valueOf(mark.split("/")[1])) : Optional.empty();
    }

    /** Of the part of it that ends with this row. */
    static String mark(long id, long row) {
        return PREFIX + id + "/" + row;
    }

    static boolean isOfPart(String mark) {
        return mark.indexOf('/', PREFIX.length()) > 0;
    }

    @Override
    public String mark() {
        return PREFIX + id;
    }

    /** Every run may be one after a crash. */
    @Override
    public boolean isAgain() {
        return true;
    }

    @Override
    public Optional<Parts> parts() {
        return Optional.of(parts);
    }

    @Override
    public Optional<Reply> answered() {
        return ActionStore.committed(catalogue, id).map(Stand::text).map(this::again);
    }

    @Override
    public String keep(Reply reply) {
        return keeper.apply(reply).text();
    }

    /** The answer lies on the disk. */
    @Override
    public Reply again(String text) {
        kept = Stand.parse(text);
        return new Reply.Empty(200, Map.of());
    }

    @Override
    public void settle(Unit unit, Reply reply) {
        // an action ends by itself
    }

    /** How far the work had come when its answer was put on the disk together with a change; empty when it changed nothing. */
    Optional<Stand> kept() {
        return Optional.ofNullable(kept);
    }
}
