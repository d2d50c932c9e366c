package org.passerelle.action;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.operation.Once;
import org.passerelle.operation.Parts;
import org.passerelle.operation.Reply;

/**
 * The parts of an action. How far it has come is kept beside each part's change, and comes into the catalogue with what is told of that. Belongs to one
 * thread.
 */
final class ActionParts implements Parts {

    private final long id;
    private final Catalogue catalogue;
    private final Path ledger;
    private Reached reached = new Reached(0, 0);

    ActionParts(long id, Catalogue catalogue, Path ledger) {
        this.id = id;
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    @Override
    public Path ledger() {
        return ledger;
    }

    @Override
    public Reached reached() {
        return reached;
    }

    @Override
    public Once until(long row) {
        return new Part(row);
    }

    static String text(Reached reached) {
        return reached.rows() + "/" + reached.ledger();
    }

    static Reached parse(String text) {
        int slash = text.indexOf('/');
        return new Reached(Long.parseLong(text.substring(0, slash)), Long.parseLong(text.substring(slash + 1)));
    }

    /** One of them. Done before, it tells how far all that were done have come. */
    private final class Part implements Once {

        private final long end;

        Part(long end) {
            this.end = end;
        }

        @Override
        public String mark() {
            return ActionOnce.mark(id, end);
        }

        @Override
        public boolean isAgain() {
            return true;
        }

        /** A part that changed nothing is done all the same. */
        @Override
        public boolean keepsAlways() {
            return true;
        }

        @Override
        public Optional<Reply> answered() {
            return ActionStore.reached(catalogue, id)
                    .filter(stands -> stands.rows() >= end)
                    .map(ActionParts::text)
                    .map(this::again);
        }

        @Override
        public String keep(Reply reply) {
            try {
                return text(new Reached(end, Files.size(ledger)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Reply again(String text) {
            reached = parse(text);
            return new Reply.Empty(200, Map.of());
        }

        @Override
        public void settle(Unit unit, Reply reply) {
            // an action ends by itself
        }
    }
}
