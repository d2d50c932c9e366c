package org.passerelle.data;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Sql;
import org.passerelle.schema.Table;

/**
 * SQL text with the order of its values, kept for each shape: rendering costs 7 µs, a kept text 0.05. What is kept belongs to a table of one
 * snapshot and goes with it.
 *
 * @param order for each question mark, the number of its value
 */
record Rendered(String text, int[] order) {

    private static final int SHAPES_PER_TABLE = 500;

    /** Before the number of a value, while jOOQ renders; a character of private use, which no name of a column may hold. */
    private static final String MARK = "\uE0FF";

    private static final Pattern MARKED = Pattern.compile(MARK + "v(\\d+)");

    private static final Settings SETTINGS = new Settings()
            .withRenderNamedParamPrefix(MARK)
            .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
            .withRenderFormatted(false);

    private static final Cache<Table, Cache<String, Rendered>> KEPT =
            Caffeine.newBuilder().weakKeys().build();

    /** The statement for this shape, with these values. */
    static Sql of(Table table, Shape shape, Supplier<Rendered> render) {
        Cache<String, Rendered> kept = KEPT.get(
                table, t -> Caffeine.newBuilder().maximumSize(SHAPES_PER_TABLE).build());
        Rendered rendered = kept.get(shape.text(), key -> render.get());
        List<@Nullable Object> given = shape.values();
        var values = new ArrayList<@Nullable Object>(rendered.order.length);
        for (int number : rendered.order) {
            values.add(given.get(number));
        }
        return new Sql(rendered.text, values);
    }

    static DSLContext dsl(SQLDialect dialect) {
        return DSL.using(dialect, SETTINGS);
    }

    /** The place of the value with this number. Values are bound as what they are; a type that is none keeps jOOQ from casting. */
    static Field<String> value(int number) {
        return DSL.param("v" + number, SQLDataType.OTHER).coerce(String.class);
    }

    static Rendered of(DSLContext dsl, Query query) {
        String marked =
                dsl.renderContext().paramType(ParamType.NAMED).visit(query).render();
        Matcher marks = MARKED.matcher(marked);
        var order = new ArrayList<Integer>();
        String text = marks.replaceAll(mark -> {
            order.add(Integer.valueOf(mark.group(1)));
            return "?";
        });
        return new Rendered(text, order.stream().mapToInt(Integer::intValue).toArray());
    }
}
