package org.passerelle.credential;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about who asks; a header that was not sent is null.
 *
 * @param authorization {@code Authorization}
 * @param apiKeyHeader {@code X-API-Key}
 * @param planRadarHeader {@code X-PlanRadar-API-Key}
 * @param code {@code X-OTP}: what an authenticator shows, beside a password
 * @param console what came of the console's pages; does not count beside the others
 * @param address the client's
 */
public record Presented(
        @Nullable String authorization,
        @Nullable String apiKeyHeader,
        @Nullable String planRadarHeader,
        @Nullable String code,
        @Nullable Console console,
        String address) {

    /**
     * A console session (wire.md §2).
     *
     * @param token {@code X-CSRF-Token}
     * @param writes whether the operation may change anything
     */
    public record Console(ConsoleCookie cookie, @Nullable String token, boolean writes) {}

    @Override
    public String toString() {
        return "what " + address + " presented";
    }
}
