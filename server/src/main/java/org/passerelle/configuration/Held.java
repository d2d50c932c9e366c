package org.passerelle.configuration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A thing as a server has it.
 *
 * @param shown everything that can be said of it
 * @param told what a document says of it; null when it is as nobody has chosen it
 */
record Held(ObjectNode shown, @Nullable ObjectNode told) {

    static Held whole(ObjectNode shown) {
        return new Held(shown, shown);
    }
}
