package org.passerelle.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.BufferUnderflowException;
import java.util.Optional;
import org.passerelle.catalogue.Vault;
import org.passerelle.format.Json;

/** What a browser carries for us from one step to the next: it cannot read it, change it, or take one thing for another. */
record Sealed(Vault vault) {

    String seal(Record content) {
        try {
            return vault.seal(purpose(content.getClass()) + Json.MAPPER.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is carried is plain data", e);
        }
    }

    /** Empty for what was not sealed here, or for something else. */
    <T extends Record> Optional<T> open(String sealed, Class<T> type) {
        String purpose = purpose(type);
        try {
            String text = vault.unseal(sealed);
            return text.startsWith(purpose)
                    ? Optional.of(Json.MAPPER.readValue(text.substring(purpose.length()), type))
                    : Optional.empty();
        } catch (IllegalStateException
                | IllegalArgumentException
                | BufferUnderflowException
                | JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String purpose(Class<?> type) {
        return type.getSimpleName() + " ";
    }
}
