package org.passerelle.document;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Shape;
import org.passerelle.schema.Table;

/**
 * What the parts of the document are called. Given out for all there is, in a fixed order, so that a part has one name in the document of
 * every caller. Immutable.
 */
final class PartNames {

    static final String PROBLEM = "Problem";
    static final String MESSAGE = "Message";
    static final String OAUTH_ERROR = "OAuthError";
    static final String PAGE = "Page";
    static final String RECORD = "Record";
    static final String RECORD_CHANGE = "RecordChange";
    static final String RECORD_WITH_KEY = "RecordWithKey";
    static final String OUTCOME = "Outcome";
    static final String COLUMN = "Column";

    private final Map<Object, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>(
            Set.of(PROBLEM, MESSAGE, OAUTH_ERROR, PAGE, RECORD, RECORD_CHANGE, RECORD_WITH_KEY, OUTCOME, COLUMN));

    private PartNames() {}

    static PartNames of(Stock stock) {
        var names = new PartNames();
        for (Operation operation : stock.operations()) {
            names.shape(operation.request().body());
            names.shape(operation.answer().shape());
        }
        stock.open().forEach(table -> names.give(table.name(), plain(table.name())));
        return names;
    }

    String of(Class<?> type) {
        String name = names.get(type);
        if (name == null) {
            throw new IllegalStateException(type + " stands in no operation");
        }
        return name;
    }

    String of(Table table) {
        return java.util.Objects.requireNonNull(names.get(table.name()), table.name());
    }

    private void shape(Shape shape) {
        switch (shape) {
            case Shape.Of(Class<?> type, String name) -> type(type);
            case Shape.Many(Shape item, String name) -> shape(item);
            default -> {}
        }
    }

    private void type(Class<?> type) {
        if (!names.containsKey(type)) {
            give(type, name(type));
            RecordSchemas.recordsIn(type).forEach(this::type);
        }
    }

    /** The name of the record, after that of the record around it where there is one. */
    private static String name(Class<?> type) {
        String own = type.getSimpleName();
        Class<?> around = type.getEnclosingClass();
        return around != null && around.isRecord() && !own.startsWith(around.getSimpleName())
                ? around.getSimpleName() + own
                : own;
    }

    private void give(Object what, String wanted) {
        String name = wanted;
        for (int i = 2; !taken.add(name); i++) {
            name = wanted + i;
        }
        names.put(what, name);
    }

    /** What a part may be called (OpenAPI 3.1.0, Components Object). */
    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
