package org.passerelle.data;

import cz.jirutka.rsql.parser.RSQLParser;
import cz.jirutka.rsql.parser.RSQLParserException;
import cz.jirutka.rsql.parser.ast.AndNode;
import cz.jirutka.rsql.parser.ast.ComparisonNode;
import cz.jirutka.rsql.parser.ast.ComparisonOperator;
import cz.jirutka.rsql.parser.ast.Node;
import cz.jirutka.rsql.parser.ast.OrNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/**
 * RSQL → a condition: {@code departement==77;(population=gt=1000,nom=start=saint)}. A semicolon is AND and binds tighter than the comma,
 * which is OR. Equality is the database's own; the operators of an advanced search, written {@code =contain=}, fold text. Pure.
 *
 * <pre>
 * == !=   =gt= >   =ge= >=   =lt= <   =le= <=   =in= =out=   and =WORD= for every word of {@link Operator}
 * =empty= and =notempty= take true
 * </pre>
 */
final class Rsql {

    private static final Map<String, Operator> EXACT = Map.of(
            "==", Operator.EQUAL,
            "!=", Operator.NOTEQUAL,
            "=gt=", Operator.GREATER,
            "=ge=", Operator.GREATEREQUAL,
            "=lt=", Operator.LESS,
            "=le=", Operator.LESSEQUAL,
            "=in=", Operator.IN);

    private static final String OUT = "=out=";
    private static final int MAX_NODES = 200;
    private static final int MAX_LENGTH = 10_000;
    private static final Set<ComparisonOperator> OPERATORS = operators();

    private final Names names;
    private final Values values;
    private final Variables variables;
    private int nodes;

    /** What {@code :user}, {@code :roles} and {@code :groups} stand for; a filter of a client has none. */
    record Variables(Map<String, List<String>> values) {
        static final Variables NONE = new Variables(Map.of());

        /** Known, and standing for nothing: to see whether a rule makes sense for whomever it may be. */
        static final Variables UNSAID =
                new Variables(Map.of(":user", List.of(), ":roles", List.of(), ":groups", List.of()));
    }

    Rsql(Names names, Values values, Variables variables) {
        this.names = names;
        this.values = values;
        this.variables = variables;
    }

    private static Set<ComparisonOperator> operators() {
        var operators = new HashSet<ComparisonOperator>();
        operators.add(new ComparisonOperator("=="));
        operators.add(new ComparisonOperator("!="));
        operators.add(new ComparisonOperator("=gt=", ">"));
        operators.add(new ComparisonOperator("=ge=", ">="));
        operators.add(new ComparisonOperator("=lt=", "<"));
        operators.add(new ComparisonOperator("=le=", "<="));
        operators.add(new ComparisonOperator("=in=", true));
        operators.add(new ComparisonOperator(OUT, true));
        for (Operator operator : Operator.values()) {
            if (operator != Operator.IN) {
                operators.add(new ComparisonOperator("=" + operator.word() + "=", operator == Operator.BETWEEN));
            }
        }
        return operators;
    }

    /** @throws Fault 400 that says what is not understood */
    Condition parse(String text) {
        return condition(read(text));
    }

    /** @throws Fault 400 for what is no RSQL, whatever columns there are */
    static Node read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw Fault.badRequest("A filter may have {} characters at most.", MAX_LENGTH);
        }
        try {
            return new RSQLParser(OPERATORS).parse(text);
        } catch (RSQLParserException | StackOverflowError e) {
            throw Fault.badRequest(
                    "The filter is not understood: write column==value, ; for AND, , for OR, ( ) around groups.");
        }
    }

    private Condition condition(Node node) {
        if (++nodes > MAX_NODES) {
            throw Fault.badRequest("A filter may have {} parts at most.", MAX_NODES);
        }
        return switch (node) {
            case AndNode and ->
                new Condition.And(
                        and.getChildren().stream().map(this::condition).toList());
            case OrNode or ->
                new Condition.Or(or.getChildren().stream().map(this::condition).toList());
            case ComparisonNode comparison -> compare(comparison);
            default -> throw new IllegalStateException("RSQL has three kinds of nodes");
        };
    }

    private Condition compare(ComparisonNode node) {
        ColumnRef column = names.need(node.getSelector());
        String symbol = node.getOperator().getSymbol();
        List<String> arguments =
                node.getArguments().stream().flatMap(a -> expand(a).stream()).toList();
        if (symbol.equals(OUT)) {
            return new Condition.And(arguments.stream()
                    .map(a -> exact(column, Operator.NOTEQUAL, List.of(a)))
                    .toList());
        }
        Operator exact = EXACT.get(symbol);
        if (exact == Operator.IN) {
            return arguments.isEmpty() ? new Condition.Or(List.of()) : exact(column, exact, arguments);
        }
        if (exact != null) {
            return new Condition.Or(arguments.stream()
                    .map(a -> exact(column, exact, List.of(a)))
                    .toList());
        }
        Operator folded = Operator.of(symbol.substring(1, symbol.length() - 1)).orElseThrow();
        return new AdvancedSearch(names, values).compare(column, folded, String.join(";", arguments), 0);
    }

    private List<String> expand(String argument) {
        List<String> variable = variables.values().get(argument);
        return variable == null ? List.of(argument) : variable;
    }

    private Condition exact(ColumnRef column, Operator operator, List<String> texts) {
        if (!column.column().type().isOrdered()) {
            throw Fault.badRequest("{} cannot be compared.", column.name());
        }
        List<@Nullable Object> typed = new ArrayList<>();
        for (String text : texts) {
            try {
                typed.add(values.sought(column.column().type(), text));
            } catch (Values.Unfit e) {
                throw Fault.badRequest("{} {}.", column.name(), e.reason());
            }
        }
        return new Condition.Compare(column, operator, typed, false);
    }

    /** The variables that a row rule may use. */
    static Variables variables(org.passerelle.access.Caller caller) {
        return new Variables(Map.of(
                ":user", List.of(caller.user()),
                ":roles", caller.holdings().roles(),
                ":groups", caller.holdings().groups()));
    }
}
