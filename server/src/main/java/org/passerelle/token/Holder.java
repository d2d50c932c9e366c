package org.passerelle.token;

import org.jspecify.annotations.Nullable;

/**
 * To whom an OAuth access token was given.
 *
 * @param client the id of the OAuth client
 * @param scope what it was given for, words separated by blanks (RFC 6749 §3.3)
 * @param grant the authorization that it came of, with which it ends; null where it stands alone
 */
public record Holder(String client, String scope, @Nullable String grant) {}
