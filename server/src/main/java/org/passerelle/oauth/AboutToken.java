package org.passerelle.oauth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A token that is asked about or given back, for the document (RFC 7009 §2.1, RFC 7662 §2.1). */
@JsonIgnoreProperties(ignoreUnknown = true)
record AboutToken(
        @Doc(value = "The token", example = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmVk")
        String token,

        @Doc(value = "access_token or refresh_token; not needed here", example = "access_token")
        @JsonProperty("token_type_hint")
        @Nullable
        String tokenTypeHint,

        @Doc(value = "The client, unless Basic says it", example = "import") @JsonProperty("client_id") @Nullable
        String clientId,

        @Doc(value = "Its secret, unless Basic says it", example = "psc_…") @JsonProperty("client_secret") @Nullable
        String clientSecret) {

    @Override
    public String toString() {
        return "a token";
    }
}
