package org.passerelle.oauth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** What is asked of the token endpoint, for the document; parameters that nobody knows are not looked at (RFC 6749 §3.2). */
@JsonIgnoreProperties(ignoreUnknown = true)
record TokenForm(
        @Doc(
                value = "client_credentials, refresh_token, authorization_code, or"
                        + " urn:ietf:params:oauth:grant-type:token-exchange",
                example = "client_credentials")
        @JsonProperty("grant_type")
        String grantType,

        @Doc(value = "The client, unless Basic says it", example = "import") @JsonProperty("client_id") @Nullable
        String clientId,

        @Doc(value = "Its secret, unless Basic says it", example = "psc_…") @JsonProperty("client_secret") @Nullable
        String clientSecret,

        @Doc(value = "What for, words separated by blanks; left out, all that the client may", example = "data:r")
        @Nullable
        String scope,

        @Doc(value = "Of refresh_token", example = "psr_…") @JsonProperty("refresh_token") @Nullable
        String refreshToken,

        @Doc(value = "Of authorization_code") @Nullable String code,

        @Doc(
                value = "Of authorization_code: the same as it was asked with",
                example = "https://app.example.org/callback")
        @JsonProperty("redirect_uri")
        @Nullable
        String redirectUri,

        @Doc(value = "Of authorization_code (RFC 7636 §4.5)") @JsonProperty("code_verifier") @Nullable
        String codeVerifier,

        @Doc(value = "Of an exchange: an access token of this client (RFC 8693 §2.1)")
        @JsonProperty("subject_token")
        @Nullable
        String subjectToken,

        @Doc(value = "Of an exchange", example = "urn:ietf:params:oauth:token-type:access_token")
        @JsonProperty("subject_token_type")
        @Nullable
        String subjectTokenType,

        @Doc(value = "Of an exchange: for whom the token shall stand, by who may act for him", example = "anne")
        @JsonProperty("requested_subject")
        @Nullable
        String requestedSubject) {

    @Override
    public String toString() {
        return "a token request";
    }
}
