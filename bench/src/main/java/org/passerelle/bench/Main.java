package org.passerelle.bench;

import java.util.ArrayList;
import java.util.List;

/** {@code ./passerelle bench [--quick] [--profile] [NAME…]}: asks the named questions, or all of them. */
public final class Main {

    private static final List<Question> QUESTIONS = List.of(
            new GateCost(),
            Distance.oneRow(),
            Distance.list(),
            Distance.sqlite(),
            new OneWrite(),
            new Bulk(),
            new Communes(),
            new LongList(),
            new Audit(),
            new SlowNeighbours(),
            new Growth(),
            new Start(),
            new Strangers(),
            new Tokens());

    private Main() {}

    /**
     * How it is measured.
     *
     * @param quick short runs, to see whether it works: the figures are not for keeping
     * @param profile a flight recording of the server goes to {@code bench/target/NAME.jfr}
     */
    record Manner(boolean quick, boolean profile) {}

    public static void main(String... args) throws Exception {
        var names = new ArrayList<>(List.of(args));
        var manner = new Manner(names.remove("--quick"), names.remove("--profile"));
        List<String> known = QUESTIONS.stream().map(Question::name).toList();
        if (!known.containsAll(names)) {
            System.err.println("Usage: ./passerelle bench [--quick] [--profile] [NAME…]");
            QUESTIONS.forEach(q -> System.err.printf("  %-10s %s%n", q.name(), q.asks()));
            System.exit(2);
        }
        for (Question question : QUESTIONS) {
            if (names.isEmpty() || names.contains(question.name())) {
                var report = new Report(question, manner);
                question.answer(report, manner);
                report.keep();
            }
        }
        System.exit(0); // an engine's threads would keep it
    }
}
