package org.passerelle.gate;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.passerelle.usage.Served;

/**
 * Tells a collector of each request, as OpenTelemetry, when the setting {@code traces} names one; else it costs nothing. A span belongs to the
 * trace that the client says ({@code traceparent}, W3C Trace Context), and names the request by the id that the client was given.
 */
@Singleton
final class Traces {

    private static final AttributeKey<String> REQUEST = AttributeKey.stringKey("passerelle.request_id");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("passerelle.rows");
    private static final int FAILED = 500;
    private static final int FAREWELL_SECONDS = 2;

    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public @Nullable String get(@Nullable HttpServerRequest request, String key) {
            return request == null ? null : request.getHeader(key);
        }
    };

    private final @Nullable SdkTracerProvider provider;
    private final @Nullable Tracer tracer;

    @Inject
    Traces(TraceSettings settings) {
        URI collector = settings.collector();
        SdkTracerProvider made = collector == null ? null : provider(collector);
        this.provider = made;
        this.tracer = made == null ? null : made.get("org.passerelle");
    }

    private static SdkTracerProvider provider(URI collector) {
        Resource who = Resource.getDefault().toBuilder()
                .put("service.name", "passerelle")
                .build();
        var exporter =
                OtlpHttpSpanExporter.builder().setEndpoint(collector.toString()).build();
        return SdkTracerProvider.builder()
                .setResource(who)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    /** A request was answered. */
    void tell(HttpServerRequest request, Served call) {
        if (tracer == null) {
            return;
        }
        Span span = tracer.spanBuilder(call.operation())
                .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS))
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(call.time().minusNanos(call.nanos()))
                .startSpan();
        span.setAttribute(REQUEST, call.id());
        span.setAttribute(METHOD, request.method().name());
        span.setAttribute(STATUS, (long) call.status());
        span.setAttribute(ROWS, call.rows());
        if (call.status() >= FAILED) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(call.time());
    }

    void stop(@Observes ShutdownEvent end) {
        close();
    }

    /** Sends what waits. */
    void close() {
        if (provider != null) {
            provider.shutdown().join(FAREWELL_SECONDS, TimeUnit.SECONDS);
        }
    }
}
