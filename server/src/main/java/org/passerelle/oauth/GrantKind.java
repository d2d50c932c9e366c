package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.GrantType;
import java.util.Arrays;
import java.util.Optional;

/** How a client comes to its tokens. There is no implicit grant, and none by password (RFC 9700 §2.1.2, §2.4). */
enum GrantKind {
    AUTHORIZATION_CODE(GrantType.AUTHORIZATION_CODE),
    CLIENT_CREDENTIALS(GrantType.CLIENT_CREDENTIALS),
    REFRESH_TOKEN(GrantType.REFRESH_TOKEN),
    /** RFC 8693: the standard door to acting for another. */
    TOKEN_EXCHANGE(GrantType.TOKEN_EXCHANGE);

    private final GrantType type;

    GrantKind(GrantType type) {
        this.type = type;
    }

    /** As {@code grant_type} says it. */
    String word() {
        return type.getValue();
    }

    static Optional<GrantKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
