package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What is told once: a key, a secret; with the first call to make by it. */
final class SecretPage {

    private SecretPage() {}

    static Map<String, Object> data(Screen screen, Collection collection, JsonNode made) {
        Map<String, Object> data = CollectionPages.data(screen, collection);
        String secret = made.path(collection.verbs().secret()).asText();
        data.put("secret", secret);
        data.put("name", Cells.text(made.path("name")));
        data.put("thing", CollectionPages.address(screen, collection, made));
        data.put("isKey", collection.id().equals("apikeys"));
        data.put("sample", Sample.reading(screen, secret, "/api/v1/auth/me"));
        return data;
    }
}
