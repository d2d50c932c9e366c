package org.passerelle.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.MissingResourceException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.passerelle.fault.Fault;

/**
 * Reads XML as the JSON it stands for: the inverse of {@link XmlOut}. An element whose children all carry the singular of its name is an
 * array; every leaf is text, which the typed reader behind takes in its canonical form. No DTD, no entities, depth 64.
 */
final class XmlIn {

    private static final int MAX_DEPTH = 64;
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader in;

    private XmlIn(XMLStreamReader in) {
        this.in = in;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // each &lt; counts as an entity: there are no others, and the body has its own limit
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
        return factory;
    }

    /** For XML of others, which neither fetches nor defines anything. */
    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return FACTORY.createXMLStreamReader(in);
    }

    /** The content of the root element, whatever its name. */
    static JsonNode read(InputStream body, Optional<Charset> charset) throws IOException {
        Reader characters = charset.isPresent() ? Encoding.reader(body, charset.get()) : Encoding.xml(body);
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(characters);
            try {
                while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    if (reader.getEventType() == XMLStreamConstants.DTD) {
                        throw withDtd();
                    }
                }
                JsonNode root = new XmlIn(reader).element(0);
                while (reader.hasNext()) {
                    reader.next();
                }
                return root;
            } finally {
                reader.close();
            }
        } catch (MissingResourceException e) {
            throw withDtd(); // the parser has no words for what is wrong in one
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException unread) {
                throw unread;
            }
            var at = e.getLocation();
            throw Fault.badRequest(
                    "The body is not well-formed XML{}",
                    (at == null ? "." : " (line " + at.getLineNumber() + ", column " + at.getColumnNumber() + ")."));
        }
    }

    private static Fault withDtd() {
        return Fault.badRequest("XML with a DTD is not read here.");
    }

    private JsonNode element(int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw Fault.badRequest("The XML is nested deeper than {} levels.", MAX_DEPTH);
        }
        boolean nil = "true".equals(in.getAttributeValue(XSI, "nil"));
        String items = Words.singular(in.getLocalName());
        StringBuilder text = new StringBuilder();
        ObjectNode members = null;
        ArrayNode array = NODES.arrayNode();
        boolean isArray = true;
        String twice = null;
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            switch (in.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = name();
                    JsonNode value = element(depth + 1);
                    members = members == null ? NODES.objectNode() : members;
                    isArray &= name.equals(items) || name.equals("item") || name.equals("row");
                    array.add(value);
                    twice = members.has(name) ? name : twice;
                    members.set(name, value);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(in.getText());
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD ->
                    throw Fault.badRequest("XML entities are not read here.");
                default -> {}
            }
        }
        if (nil || members == null) {
            return nil ? NullNode.instance : NODES.textNode(text.toString());
        }
        if (!text.toString().isBlank()) {
            throw Fault.badRequest("Text stands between the elements of the XML.");
        }
        if (twice != null && !isArray) {
            throw Fault.badRequest("The element {} stands twice in one object.", twice);
        }
        return isArray ? array : members;
    }

    private String name() {
        String given = in.getLocalName().equals("field") ? in.getAttributeValue(null, "name") : null;
        return given == null ? in.getLocalName() : given;
    }
}
