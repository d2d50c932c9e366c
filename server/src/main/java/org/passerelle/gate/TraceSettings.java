package org.passerelle.gate;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/** @param collector where traces are sent, by OTLP over HTTP; null for nowhere */
public record TraceSettings(@Nullable URI collector) {

    public static TraceSettings from(Settings settings) {
        String text = settings.text("traces");
        if (text == null) {
            return new TraceSettings(null);
        }
        if (!text.matches("https?://[^\\s/]+/\\S*")) {
            settings.problem("traces must be an address such as http://localhost:4318/v1/traces, not \"" + text + "\"");
            return new TraceSettings(null);
        }
        return new TraceSettings(URI.create(text));
    }
}
