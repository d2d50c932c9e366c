package org.passerelle.credential;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** An API key as it is asked for. */
public record KeyBody(
        @Doc(value = "What it is for", example = "nightly import") @Nullable
        String name,

        @Doc(value = "How long it lasts (PnDTnHnMnS); left out, it does not end by itself", example = "P30D") @Nullable
        String expires,

        @Doc(
                value = "What it allows, by API type: none, r or rw; a type left out is none",
                example = "{\"data\":\"r\"}")
        @Nullable
        Map<String, String> permissions) {}
