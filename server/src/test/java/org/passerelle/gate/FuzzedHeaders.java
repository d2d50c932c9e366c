package org.passerelle.gate;

import java.io.ByteArrayOutputStream;

/** Spoilt header lines. */
final class FuzzedHeaders {

    private FuzzedHeaders() {}

    static void one(Spoiler spoiler, ByteArrayOutputStream head) {
        String[] known = spoiler.of(
                new String[] {"Accept", "application/json;q=0.5, text/csv", "*/*"},
                new String[] {"Accept-Encoding", "gzip;q=0.5", "*"},
                new String[] {"Accept-Version", "1", "v1"},
                new String[] {"Accept-Language", "fr-FR,fr;q=0.5", "en"},
                new String[] {"Content-Type", "application/json;charset=utf-8", "text/xml"},
                new String[] {"If-None-Match", "\"abc.j\", W/\"x\"", "*"},
                new String[] {"If-Match", "\"abc.j\"", "*"},
                new String[] {"If-Modified-Since", "Tue, 01 Jan 2030 00:00:00 GMT", "0"},
                new String[] {"Range", "bytes=0-1,5-", "rows=1-2"},
                new String[] {"Dry-Run", "true", "false"},
                new String[] {"ITCare-DryRun", "true", "false"},
                new String[] {"Origin", "https://app.example.org", "null"},
                new String[] {"Access-Control-Request-Method", "PATCH", "GET"},
                new String[] {"Prefer", "respond-async, wait=10", "return=minimal"},
                new String[] {"Authorization", "Bearer psl_0_0", "Digest x"},
                new String[] {"Authorization", "Basic YWJj", "Basic"},
                new String[] {"X-API-Key", "psl_01k80pkhjfml2famfl_v1nvWMmCX19143L3MQ2aP6RYmy1451BDA", "x"},
                new String[] {"X-PlanRadar-API-Key", "x", "psl_"},
                new String[] {"X-Forwarded-For", "203.0.113.7, 10.0.0.1", "::1"},
                new String[] {"Forwarded", "for=\"[::1]\";proto=https;host=x", "for=_x"},
                new String[] {"X-Forwarded-Host", "evil.example", "a b"},
                new String[] {"X-HTTP-Method-Override", "DELETE", "PUT"},
                new String[] {"Content-Encoding", "gzip", "br"},
                new String[] {"Cookie", "a=b; c=d", "session=x"},
                new String[] {"Host", "evil.example", "x:99999"},
                new String[] {"TE", "trailers", "deflate"},
                new String[] {"Transfer-Encoding", "identity", "chunked, chunked"},
                new String[] {"page", "2", "0"},
                new String[] {"rowPerPage", "2", "0"},
                new String[] {"advancedSearch", "subject|contain|a|", "x"},
                new String[] {"textSearch", "a", "é"},
                new String[] {"Idempotency-Key", "abc", "\"abc\""},
                new String[] {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00"});
        String name = spoiler.once(15)
                ? spoiler.of("X-" + spoiler.below(1000), "x".repeat(1 + spoiler.below(5000)), "_", "X!#$%&'*+.^`|~")
                : known[0];
        head.writeBytes(Spoiler.utf8(name + spoiler.of(": ", ":", ":   ")));
        head.writeBytes(spoiler.header(spoiler.part(known[1 + spoiler.below(2)])));
        head.writeBytes(new byte[] {'\r', '\n'});
    }
}
