package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks of a person by way of his browser, once it is known which client, and that the answer may go where it wants it (RFC 6749
 * §4.1.1). Pure.
 *
 * @param redirectUri as the request says it; null when it leaves it out
 * @param answerTo where the answer goes
 * @param maxAge seconds since the sign-in, at most; negative when nothing is said
 */
record AuthorizationQuestion(
        Client client,
        @Nullable String redirectUri,
        URI answerTo,
        @Nullable State state,
        Set<String> scope,
        String challenge,
        @Nullable String nonce,
        Prompt prompt,
        int maxAge) {

    /** SHA-256 in base64url (RFC 7636 §4.2). */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private static final int LONGEST = 1_000;

    /**
     * @throws Refusal to be told to the client
     */
    static AuthorizationQuestion of(Client client, URI answerTo, Form form, boolean identity) {
        refuseObjects(form);
        mustBeCode(form);
        mustBeS256(form);
        Set<String> scope = Scopes.granted(form.get("scope"), client.scopes());
        if (scope.contains(Scopes.OPENID) && !identity) {
            throw new Refusal(
                    OAuth2Error.INVALID_SCOPE, "There are no ID tokens here: tokens are signed by a shared secret.");
        }
        String challenge = form.need("code_challenge");
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "code_challenge is no SHA-256 in base64url.");
        }
        return new AuthorizationQuestion(
                client,
                form.get("redirect_uri"),
                answerTo,
                State.parse(form.get("state")),
                scope,
                challenge,
                fitting(form, "nonce"),
                prompt(form),
                maxAge(form));
    }

    private static void refuseObjects(Form form) {
        if (form.has("request")) {
            throw new Refusal(OAuth2Error.REQUEST_NOT_SUPPORTED, "Requests are not read from a JWT.");
        }
        if (form.has("request_uri")) {
            throw new Refusal(OAuth2Error.REQUEST_URI_NOT_SUPPORTED, "Requests are not fetched from elsewhere.");
        }
    }

    private static void mustBeCode(Form form) {
        if (!form.need("response_type").equals(ResponseType.CODE.toString())) {
            throw new Refusal(OAuth2Error.UNSUPPORTED_RESPONSE_TYPE, "Only response_type=code is answered.");
        }
        String mode = form.get("response_mode");
        if (mode != null && !mode.equals(ResponseMode.QUERY.getValue())) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "Answers come by response_mode=query only.");
        }
    }

    private static void mustBeS256(Form form) {
        if (!CodeChallengeMethod.S256.getValue().equals(form.get("code_challenge_method"))) {
            throw new Refusal(
                    OAuth2Error.INVALID_REQUEST, "PKCE is needed: code_challenge, code_challenge_method=S256.");
        }
    }

    private static @Nullable String fitting(Form form, String name) {
        String value = form.get(name);
        if (value != null && value.length() > LONGEST) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, name + " has " + LONGEST + " characters at most.");
        }
        return value;
    }

    private static Prompt prompt(Form form) {
        try {
            String text = form.get("prompt");
            return text == null ? new Prompt() : Prompt.parse(text);
        } catch (ParseException e) {
            throw new Refusal(
                    OAuth2Error.INVALID_REQUEST, "prompt is none, or some of login, consent, select_account.");
        }
    }

    private static int maxAge(Form form) {
        String text = form.get("max_age");
        try {
            return text == null ? -1 : Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "max_age is a number of seconds.");
        }
    }

    /** Where the browser takes a refusal to: the client, with {@code iss} (RFC 9207). */
    static URI refused(URI answerTo, ErrorObject error, @Nullable State state, String issuer) {
        return new AuthorizationErrorResponse(answerTo, error, state, new Issuer(issuer), ResponseMode.QUERY).toURI();
    }
}
