package org.passerelle.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.passerelle.access.ApiType;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;

/** From what a form sent to the body that the API takes. What is wrong with a value, the API tells; here only what no JSON can be made of. */
record FormBody(List<Field> fields, Map<String, List<String>> sent) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** @param isNew whether what is left empty is left out, or erases what was there */
    ObjectNode of(boolean isNew) {
        ObjectNode body = NODES.objectNode();
        for (Field field : fields) {
            if (!field.has(isNew ? Field.Trait.LATER_ONLY : Field.Trait.FIRST_ONLY)) {
                put(field.within().isEmpty() ? body : body.withObjectProperty(field.within()), field, isNew);
            }
        }
        fields.stream().filter(field -> field.kind() == Field.Kind.TICK).forEach(field -> tick(body, field));
        return body;
    }

    private void put(ObjectNode body, Field field, boolean isNew) {
        String name = field.name();
        String member = field.member();
        String text = one(name);
        switch (field.kind()) {
            case TEXT, AREA, CHOICE, ONE ->
                put(body, member, text.isEmpty() ? NODES.nullNode() : NODES.textNode(text), isNew);
            case NUMBER -> put(body, member, number(name, text), isNew);
            case SECONDS -> put(body, member, Seconds.sent(text), isNew);
            case FLAG -> body.put(member, !text.isEmpty());
            case SECRET -> put(body, member, text.isEmpty() ? NODES.nullNode() : NODES.textNode(text), true);
            case LINES -> body.set(member, lines(text));
            case MANY, SOME -> body.set(member, many(sent.getOrDefault(name, List.of())));
            case PERMISSIONS -> body.set(member, permissions(name));
            case COLUMNS -> body.set(member, ViewColumns.sent(name, sent));
            case BASIC -> body.set(member, basic(name));
            case HEADERS -> body.set(member, headers(name));
            case JSON -> put(body, member, json(name, text), isNew);
            case PUBLICATION -> body.set(member, PublicationForm.sent(name, sent));
            case TICK, SECTION -> {}
        }
    }

    private static void put(ObjectNode body, String name, JsonNode value, boolean leaveOut) {
        if (!value.isNull() || !leaveOut) {
            body.set(name, value);
        }
    }

    private String one(String name) {
        return sent.getOrDefault(name, List.of("")).getFirst().strip();
    }

    /** What is no number goes out as it is, for the API to refuse. */
    private static JsonNode number(String name, String text) {
        try {
            return text.isEmpty() ? NODES.nullNode() : NODES.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw Fault.badMember(name, "must be a number");
        }
    }

    private static ArrayNode lines(String text) {
        ArrayNode list = NODES.arrayNode();
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(list::add);
        return list;
    }

    /** Of what was not offered to choose from, a text of lines was sent. */
    private static ArrayNode many(List<String> words) {
        ArrayNode list = NODES.arrayNode();
        words.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .forEach(list::add);
        return list;
    }

    private ObjectNode permissions(String name) {
        ObjectNode permissions = NODES.objectNode();
        for (ApiType type : ApiType.values()) {
            String level = one(name + "." + type.word());
            if (!level.isEmpty() && !level.equals("none")) {
                permissions.put(type.word(), level);
            }
        }
        return permissions;
    }

    /** A password that is left empty stays. */
    private JsonNode basic(String name) {
        String user = one(name + ".user");
        if (user.isEmpty()) {
            return NODES.nullNode();
        }
        ObjectNode basic = NODES.objectNode().put("user", user);
        String password = one(name + ".password");
        return password.isEmpty() ? basic : basic.put("password", password);
    }

    /** Line by line; one without a name is none, and the value of a hidden one that is left empty stays. */
    private ArrayNode headers(String name) {
        List<String> names = sent.getOrDefault(name + ".name", List.of());
        List<String> values = sent.getOrDefault(name + ".value", List.of());
        List<String> hidden = sent.getOrDefault(name + ".hidden", List.of());
        ArrayNode headers = NODES.arrayNode();
        for (int i = 0; i < Math.min(names.size(), Math.min(values.size(), hidden.size())); i++) {
            if (!names.get(i).isBlank()) {
                boolean hides = hidden.get(i).equals("true");
                ObjectNode header =
                        headers.addObject().put("name", names.get(i).strip()).put("hidden", hides);
                header.put("value", hides && values.get(i).isEmpty() ? null : values.get(i));
            }
        }
        return headers;
    }

    static JsonNode json(String name, String text) {
        try {
            return text.isEmpty() ? NODES.nullNode() : Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw Fault.badMember(name, "is not JSON");
        }
    }

    private void tick(ObjectNode body, Field field) {
        ArrayNode list = body.withArray(field.source().getFirst());
        String word = field.source().getLast();
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).asText().equals(word)) {
                list.remove(i);
            }
        }
        if (!one(field.name()).isEmpty()) {
            list.add(word);
        }
    }
}
