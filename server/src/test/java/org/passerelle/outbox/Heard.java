package org.passerelle.outbox;

import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.passerelle.catalogue.Unit;
import org.passerelle.outbox.Letter.Happened;

/** Hears what the outboxes bring to the server under test, and remembers the last of it. */
@Singleton
public class Heard implements Receiver {

    private static final int MOST = 5_000;
    private static final Queue<Letter> LETTERS = new ArrayDeque<>();

    @Override
    public void receive(Unit unit, Letter letter) {
        unit.afterCommit(() -> {
            synchronized (LETTERS) {
                LETTERS.add(letter);
                if (LETTERS.size() > MOST) {
                    LETTERS.remove();
                }
            }
        });
    }

    /** In the order in which they came. */
    public static List<Letter> letters() {
        synchronized (LETTERS) {
            return List.copyOf(LETTERS);
        }
    }

    /** Of one table. */
    static List<Happened> of(String table) {
        return letters().stream()
                .flatMap(letter -> letter.events().stream())
                .filter(happened -> happened.table().equals(table))
                .toList();
    }
}
