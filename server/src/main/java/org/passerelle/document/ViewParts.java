package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies of the data by view (wire.md §4), whose columns depend on the view or table that the path names. */
final class ViewParts {

    static final ObjectNode OUTCOME = JsonNodeFactory.instance
            .objectNode()
            .put("cle", "k-1")
            .put("id", 17)
            .put("status", "created");

    private static final int MOST_ROWS = 1_000;

    private ViewParts() {}

    static ObjectNode page(Parts parts) {
        return parts.schema(PartNames.PAGE, part -> {
            ObjectNode properties = object(part, "A page of a view.");
            count(properties, "total", 0, "How many records the search found on all pages.");
            count(properties, "page", 1, "The number of this page, from 1.");
            count(properties, "rowPerPage", 1, "How many records a page may hold.");
            properties.set(
                    "rows", Bounds.array(record(parts), MOST_ROWS).put("description", "The records of this page."));
            properties.set(
                    "column",
                    Bounds.array(column(parts)).put("description", "The columns, where the request asks for them."));
            part.putArray("required").add("total").add("page").add("rowPerPage").add("rows");
            part.putObject("xml").put("name", "list");
        });
    }

    static ObjectNode record(Parts parts) {
        return parts.schema(PartNames.RECORD, part -> {
            ObjectNode properties = object(part, "A record: its id and its cle, then a member for each column.");
            key(properties, "id", "The primary key; the parts of a composite one joined by commas.");
            key(properties, "cle", "The key of people: the column chosen as such, else the primary key.");
            part.put("additionalProperties", true);
            part.putObject("xml").put("name", "row");
        });
    }

    static ObjectNode change(Parts parts) {
        return parts.schema(PartNames.RECORD_CHANGE, part -> {
            part.put("type", "object");
            part.put("description", "The columns to change. Others stay; null empties one.");
            part.put("additionalProperties", true);
            part.putObject("xml").put("name", "row");
        });
    }

    static ObjectNode withKey(Parts parts) {
        return parts.schema(PartNames.RECORD_WITH_KEY, part -> {
            ObjectNode properties = object(part, "A record to create or to change, and its columns.");
            key(properties, "cle", "Its key: what exists is changed, what does not is created.");
            part.putArray("required").add("cle");
            part.put("additionalProperties", true);
            part.putObject("xml").put("name", "row");
        });
    }

    static ObjectNode outcome(Parts parts) {
        return parts.schema(PartNames.OUTCOME, part -> {
            ObjectNode properties = object(part, "What became of a record that was sent.");
            key(properties, "cle", "Its key.");
            key(
                    properties,
                    "id",
                    "Its primary key; null where it is not known.",
                    "string",
                    "number",
                    "boolean",
                    "null");
            ObjectNode status = properties.putObject("status").put("type", "string");
            status.put("description", "What was done; refused only where the others are kept.");
            status.putArray("enum")
                    .add("created")
                    .add("updated")
                    .add("unchanged")
                    .add("refused");
            count(properties, "row", 1, "Its number in the request, from 1; told where the good records are kept.");
            text(properties, "error", "Why it was refused; told there too.", true);
            part.putArray("required").add("cle").add("id").add("status");
            part.putObject("xml").put("name", "row");
        });
    }

    private static ObjectNode column(Parts parts) {
        return parts.schema(PartNames.COLUMN, part -> {
            ObjectNode properties = object(part, "A column of a view.");
            text(properties, "field", "Its name in the records.", false);
            text(properties, "title", "Its heading.", false);
            text(properties, "type", "Its type, such as text(120), decimal(12,2) or date.", false);
            properties.set("width", RecordSchemas.nullable(Bounds.int32(0)).put("description", "Its width in pixels."));
            text(properties, "align", "left, center or right.", true);
            text(properties, "format", "How people see its values.", true);
            flag(properties, "visible", "Whether it shows when only visible columns are asked for.");
            flag(properties, "editable", "Whether it may be changed.");
            part.putArray("required")
                    .add("field")
                    .add("title")
                    .add("type")
                    .add("visible")
                    .add("editable");
        });
    }

    private static ObjectNode object(ObjectNode part, String description) {
        return part.put("type", "object").put("description", description).putObject("properties");
    }

    private static void count(ObjectNode properties, String name, int from, String description) {
        properties.set(name, Bounds.int64(from).put("description", description));
    }

    private static void key(ObjectNode properties, String name, String description) {
        key(properties, name, description, "string", "number", "boolean");
    }

    private static void key(ObjectNode properties, String name, String description, String... types) {
        ObjectNode key =
                properties.putObject(name).put("description", description).put("maxLength", Bounds.PARAMETER);
        ArrayNode all = key.putArray("type");
        for (String type : types) {
            all.add(type);
        }
    }

    private static void text(ObjectNode properties, String name, String description, boolean nullable) {
        ObjectNode text = Bounds.text().put("description", description);
        properties.set(name, nullable ? RecordSchemas.nullable(text) : text);
    }

    private static void flag(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "boolean").put("description", description);
    }
}
