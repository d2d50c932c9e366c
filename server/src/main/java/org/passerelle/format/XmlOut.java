package org.passerelle.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * XML elements under the names of the JSON members (wire.md §6). A name that XML does not allow becomes
 * {@code <field name="…">}; a character that XML 1.0 cannot carry becomes U+FFFD.
 */
final class XmlOut {

    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final XMLStreamWriter out;
    private boolean opened;

    /** A whole document. */
    XmlOut(OutputStream stream) {
        this(stream, false);
    }

    /** @param opened whether the elements go inside a document that another has opened */
    private XmlOut(OutputStream stream, boolean opened) {
        this.opened = opened;
        try {
            this.out = FACTORY.createXMLStreamWriter(stream, "UTF-8");
        } catch (XMLStreamException e) {
            throw new XmlFailure(e);
        }
    }

    /** Elements to be put inside a document that is open already, and knows the namespace of {@code xsi:nil}. */
    static XmlOut inside(OutputStream stream) {
        return new XmlOut(stream, true);
    }

    void start(String name) {
        run(() -> open(name));
    }

    void end() {
        run(out::writeEndElement);
    }

    void element(String name, String text) {
        run(() -> {
            open(name);
            characters(legal(text));
            out.writeEndElement();
        });
    }

    /** A reader takes a carriage return for the end of a line, unless it is written as a reference (XML 1.0 §2.11). */
    private void characters(String text) throws XMLStreamException {
        int from = 0;
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', from)) {
            out.writeCharacters(text.substring(from, at));
            out.writeEntityRef("#13");
            from = at + 1;
        }
        out.writeCharacters(text.substring(from));
    }

    void nil(String name) {
        run(() -> {
            open(name);
            out.writeAttribute("xsi", XSI, "nil", "true");
            out.writeEndElement();
        });
    }

    /** A whole JSON value; the items of an array are named by the singular of its name. */
    void value(String name, JsonNode value) {
        switch (value.getNodeType()) {
            case NULL, MISSING -> nil(name);
            case OBJECT -> {
                start(name);
                value.properties().forEach(member -> value(member.getKey(), member.getValue()));
                end();
            }
            case ARRAY -> {
                start(name);
                value.forEach(item -> value(Words.singular(name), item));
                end();
            }
            default -> element(name, value.asText());
        }
    }

    void flush() {
        run(out::flush);
    }

    private void open(String name) throws XMLStreamException {
        boolean first = !opened;
        if (first) {
            opened = true;
            out.writeStartDocument("UTF-8", "1.0");
        }
        if (Words.isXmlName(name)) {
            out.writeStartElement(name);
        } else {
            out.writeStartElement("field");
            out.writeAttribute("name", legal(name));
        }
        if (first) {
            out.writeNamespace("xsi", XSI);
        }
    }

    private static String legal(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isLegal(text.charAt(i))) {
                return text.codePoints()
                        .map(c -> c > 0xFFFF || isLegal((char) c) ? c : 0xFFFD)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    private static boolean isLegal(char c) {
        return c >= 0x20 && c < 0xFFFE || c == '\t' || c == '\n' || c == '\r';
    }

    private interface Write {
        void run() throws XMLStreamException;
    }

    private static void run(Write write) {
        try {
            write.run();
        } catch (XMLStreamException e) {
            throw new XmlFailure(e);
        }
    }

    /** The stream below is gone, or the document is broken. */
    static final class XmlFailure extends RuntimeException {
        XmlFailure(XMLStreamException cause) {
            super(cause);
        }
    }
}
