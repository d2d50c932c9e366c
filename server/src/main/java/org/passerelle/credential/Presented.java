package org.passerelle.credential;

import org.jspecify.annotations.Nullable;

/**
 * What a request says about who asks; a header that was not sent is null.
 *
 * @param authorization {@code Authorization}
 * @param apiKeyHeader {@code X-API-Key}
 * @param planRadarHeader {@code X-PlanRadar-API-Key}
 * @param code {@code X-OTP}: what an authenticator shows, beside a password
 * @param address the client's
 */
public record Presented(
        @Nullable String authorization,
        @Nullable String apiKeyHeader,
        @Nullable String planRadarHeader,
        @Nullable String code,
        String address) {

    @Override
    public String toString() {
        return "what " + address + " presented";
    }
}
