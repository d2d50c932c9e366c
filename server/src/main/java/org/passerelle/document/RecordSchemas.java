package org.passerelle.document;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Json;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Shape;

/** Describes records by their components: names and types from Java, meaning and example from {@link Doc}. */
final class RecordSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Parts parts;
    private final PartNames names;
    private final Set<Class<?>> sent = new HashSet<>();

    /** @param operations from whose requests it is known which records clients send: those take no unknown member */
    RecordSchemas(Parts parts, PartNames names, List<Operation> operations) {
        this.parts = parts;
        this.names = names;
        operations.forEach(operation -> sent(operation.request().body()));
    }

    /** @return a reference */
    ObjectNode schema(Class<?> type, String xmlName) {
        return parts.schema(names.of(type), part -> {
            part.put("type", "object");
            ArrayNode required = NODES.arrayNode();
            ObjectNode properties = part.putObject("properties");
            for (RecordComponent component : type.getRecordComponents()) {
                properties.set(name(component), property(component));
                if (isAlwaysThere(component)) {
                    required.add(name(component));
                }
            }
            if (!required.isEmpty()) {
                part.set("required", required);
            }
            if (sent.contains(type) && !type.isAnnotationPresent(JsonIgnoreProperties.class)) {
                part.put("additionalProperties", false);
            }
            if (!xmlName.isEmpty()) {
                part.putObject("xml").put("name", xmlName);
            }
        });
    }

    ObjectNode example(Class<?> type) {
        ObjectNode example = NODES.objectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            Doc doc = component.getAnnotation(Doc.class);
            JsonNode value = example(component.getGenericType(), doc == null ? "" : doc.example());
            if (!value.isNull() || isAlwaysThere(component)) {
                example.set(name(component), value);
            }
        }
        return example;
    }

    /** The example that a record's member of this name has, empty when there is none. */
    static String exampleOf(Shape shape, String member) {
        return switch (shape) {
            case Shape.Of(Class<?> type, String name) ->
                Arrays.stream(type.getRecordComponents())
                        .filter(component -> name(component).equals(member))
                        .filter(component -> component.isAnnotationPresent(Doc.class))
                        .map(component -> component.getAnnotation(Doc.class).example())
                        .findFirst()
                        .orElse("");
            case Shape.Many(Shape item, String name) -> exampleOf(item, member);
            default -> "";
        };
    }

    /** The records that the components of this one hold. */
    static List<Class<?>> recordsIn(Class<?> type) {
        List<Class<?>> found = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            records(component.getGenericType(), found);
        }
        return found;
    }

    private static void records(Type type, List<Class<?>> found) {
        if (type instanceof Class<?> record && record.isRecord()) {
            found.add(record);
        } else if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> records(argument, found));
        }
    }

    private void sent(Shape shape) {
        switch (shape) {
            case Shape.Of(Class<?> type, String name) -> sent(type);
            case Shape.Many(Shape item, String name) -> sent(item);
            default -> {}
        }
    }

    private void sent(Class<?> type) {
        if (sent.add(type)) {
            recordsIn(type).forEach(this::sent);
        }
    }

    /** As it is sent: the Java name, unless a standard says another. */
    private static String name(RecordComponent component) {
        JsonProperty said = component.getAccessor().getAnnotation(JsonProperty.class);
        return said == null ? component.getName() : said.value();
    }

    private static boolean isAlwaysThere(RecordComponent component) {
        return !isNullable(component) && !component.getAccessor().isAnnotationPresent(JsonInclude.class);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private ObjectNode property(RecordComponent component) {
        Doc doc = component.getAnnotation(Doc.class);
        ObjectNode property = schema(component.getGenericType());
        if (isNullable(component)) {
            property = nullable(property);
        }
        if (doc != null) {
            property.put("description", doc.value());
            if (!doc.example().isEmpty()) {
                property.putArray("examples").add(example(component.getGenericType(), doc.example()));
            }
        }
        return property;
    }

    static ObjectNode nullable(ObjectNode schema) {
        JsonNode type = schema.get("type");
        if (type == null || !type.isTextual()) {
            return schema.has("$ref") ? either(schema) : schema;
        }
        schema.putArray("type").add(type.textValue()).add("null");
        if (schema.get("enum") instanceof ArrayNode words) {
            words.addNull();
        }
        return schema;
    }

    private static ObjectNode either(ObjectNode reference) {
        ObjectNode either = NODES.objectNode();
        either.putArray("anyOf").add(reference).addObject().put("type", "null");
        return either;
    }

    private ObjectNode schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (isMap(generic)) {
                return NODES.objectNode().put("type", "object").set("additionalProperties", schema(of[1]));
            }
            return Bounds.array(schema(of[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            return NODES.objectNode();
        }
        if (plain.isRecord()) {
            return schema(plain, "");
        }
        if (plain.isEnum()) {
            ObjectNode schema = NODES.objectNode().put("type", "string");
            ArrayNode words = schema.putArray("enum");
            Arrays.stream(plain.getEnumConstants()).forEach(word -> words.add(Json.MAPPER.<JsonNode>valueToTree(word)));
            return schema;
        }
        return plain == Instant.class ? Timestamps.schema() : simple(plain);
    }

    private static ObjectNode simple(Class<?> type) {
        ObjectNode schema = NODES.objectNode();
        return switch (type.getSimpleName()) {
            case "boolean", "Boolean" -> schema.put("type", "boolean");
            case "int", "Integer" -> Bounds.int32(Integer.MIN_VALUE);
            case "long", "Long" -> Bounds.int64(Long.MIN_VALUE);
            case "double", "Double" -> schema.put("type", "number").put("format", "double");
            case "BigDecimal" -> schema.put("type", "number");
            case "BigInteger" -> schema.put("type", "number");
            case "LocalDate" -> Bounds.text(Timestamps.LONGEST).put("format", "date");
            case "Object", "JsonNode", "ObjectNode" -> schema;
            default -> Bounds.text();
        };
    }

    private JsonNode example(Type type, String given) {
        if (type instanceof ParameterizedType generic && !given.startsWith("[") && !given.startsWith("{")) {
            if (isMap(generic)) {
                return NODES.objectNode();
            }
            Type item = generic.getActualTypeArguments()[0];
            boolean isRecord = item instanceof Class<?> c && c.isRecord();
            ArrayNode items = NODES.arrayNode();
            return given.isEmpty() && !isRecord ? items : items.add(example(item, given));
        }
        if (type instanceof Class<?> plain && plain.isRecord() && given.isEmpty()) {
            return example(plain);
        }
        boolean text = type instanceof Class<?> plain
                && "string".equals(schema(plain).path("type").asText());
        return text && !given.isEmpty() ? NODES.textNode(given) : parsed(given);
    }

    private static JsonNode parsed(String given) {
        try {
            return given.isEmpty() ? NODES.nullNode() : Json.MAPPER.readTree(given);
        } catch (JsonProcessingException e) {
            return NODES.textNode(given);
        }
    }

    private static boolean isMap(ParameterizedType type) {
        return type.getRawType() instanceof Class<?> raw
                && Map.class.isAssignableFrom(raw)
                && !Collection.class.isAssignableFrom(raw);
    }
}
