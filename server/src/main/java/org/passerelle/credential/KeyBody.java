package org.passerelle.credential;

import java.util.List;
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
        Map<String, String> permissions,

        @Doc(
                value = "For whom it shall stand, by someone who holds admin.impersonate; left out, its maker",
                example = "anne")
        @Nullable
        String targetUser,

        @Doc(
                value = "From where it may be used: addresses, networks and ranges, separated by semicolons",
                example = "203.0.113.7;10.0.0.0/8")
        @Nullable
        String ips,

        @Doc(value = "Requests a minute; left out, what the account has", example = "30") @Nullable
        Integer rateLimit,

        @Doc(
                value = "Origins of pages that may use it in a browser, beside those that may use any key",
                example = "https://app.example.org")
        @Nullable
        List<String> origins) {}
