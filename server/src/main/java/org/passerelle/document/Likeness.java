package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a body looks like.
 *
 * @param example one such body
 * @param root the name of its root element in XML
 */
record Likeness(ObjectNode schema, JsonNode example, String root) {}
