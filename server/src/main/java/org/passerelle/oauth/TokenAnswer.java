package org.passerelle.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** Tokens as they are told (RFC 6749 §5.1; ITCare I4). */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenAnswer(
        @Doc(
                value = "The access token, to be sent as Authorization: Bearer",
                example = "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmVk")
        @JsonProperty("access_token")
        String accessToken,

        @Doc(value = "Seconds until it ends", example = "1200") @JsonProperty("expires_in")
        long expiresIn,

        @Doc(value = "Seconds until the refresh token ends", example = "7200")
        @JsonProperty("refresh_expires_in")
        @Nullable
        Long refreshExpiresIn,

        @Doc(value = "Gives the next tokens, once", example = "psr_…") @JsonProperty("refresh_token") @Nullable
        String refreshToken,

        @Doc(value = "bearer", example = "bearer") @JsonProperty("token_type")
        String tokenType,

        @Doc(value = "What it was given for", example = "data:r")
        String scope,

        @Doc(value = "Who signed in, where openid was asked (OpenID Connect Core §2)")
        @JsonProperty("id_token")
        @Nullable
        String idToken,

        @Doc(
                value = "What an exchange gave (RFC 8693 §2.2.1)",
                example = "urn:ietf:params:oauth:token-type:access_token")
        @JsonProperty("issued_token_type")
        @Nullable
        String issuedTokenType) {

    @Override
    public String toString() {
        return "tokens";
    }
}
