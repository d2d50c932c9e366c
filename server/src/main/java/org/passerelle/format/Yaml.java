package org.passerelle.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.passerelle.fault.Fault;

/** YAML, as it is written here and read; JSON is read too, being YAML. */
public final class Yaml {

    /** Every text is quoted, and so are names of digits: nothing can be taken for a number, a date or a flag. */
    public static final ObjectMapper MAPPER = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .stringQuotingChecker(new StringQuotingChecker.Default() {
                @Override
                public boolean needToQuoteName(String name) {
                    return super.needToQuoteName(name)
                            || name.isEmpty()
                            || !name.matches("[A-Za-z_$/][A-Za-z0-9_$/.{}-]*");
                }
            })
            .build());

    private Yaml() {}

    /**
     * What was read, and where.
     *
     * @param lines of each value, by its JSON Pointer; from 1 on
     */
    public record Located(JsonNode tree, Map<String, Integer> lines) {

        /** The line of what the pointer leads to, or of the nearest thing around it that there is. */
        public int line(String pointer) {
            String at = pointer;
            while (!lines.containsKey(at) && !at.isEmpty()) {
                at = at.substring(0, Math.max(0, at.lastIndexOf('/')));
            }
            return lines.getOrDefault(at, 1);
        }
    }

    /** @throws Fault 400 that says in which line it is not YAML */
    public static Located read(String text) {
        try (JsonParser parser = MAPPER.createParser(text)) {
            var lines = new HashMap<String, Integer>();
            JsonNode tree = parser.nextToken() == null
                    ? MAPPER.missingNode()
                    : new Reader((YAMLParser) parser, lines).value("");
            if (parser.nextToken() != null) {
                throw Fault.badRequest("line {}: a second document begins, and one is read.", line(parser));
            }
            return new Located(tree, lines);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw Fault.badRequest("line {}: {}.", at == null ? 1 : at.getLineNr(), problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says, without the lines that show where. */
    private static String problem(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining(", "));
    }

    private static int line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Builds the tree, and notes where each value stands. */
    private record Reader(YAMLParser parser, Map<String, Integer> lines) {

        JsonNode value(String pointer) throws IOException {
            lines.putIfAbsent(pointer, line(parser));
            if (parser.isCurrentAlias()) {
                throw Fault.badRequest("line {}: an alias (*) is not read here: write it out.", line(parser));
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(pointer);
                case START_ARRAY -> array(pointer);
                default -> MAPPER.readTree(parser);
            };
        }

        private ObjectNode object(String pointer) throws IOException {
            ObjectNode object = MAPPER.createObjectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                String member = pointer + Fault.pointer(name);
                lines.put(member, line(parser));
                parser.nextToken();
                object.set(name, value(member));
            }
            return object;
        }

        private ArrayNode array(String pointer) throws IOException {
            ArrayNode array = MAPPER.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                array.add(value(pointer + "/" + array.size()));
            }
            return array;
        }
    }
}
