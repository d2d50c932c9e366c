package org.passerelle.webhook;

import java.time.Duration;
import org.passerelle.setting.Settings;

/**
 * @param limit how long an attempt may take
 * @param giveUp how long every attempt may fail until a webhook is disabled
 */
public record WebhookSettings(Duration limit, Duration giveUp) {

    private static final int SECONDS = 15;
    private static final int DAYS = 5;
    private static final int MOST_DAYS = 3_650;

    public static WebhookSettings from(Settings settings) {
        return new WebhookSettings(
                Duration.ofSeconds(settings.number("webhookSeconds", SECONDS, 1, SECONDS)),
                Duration.ofDays(settings.number("webhookFailingDays", DAYS, 1, MOST_DAYS)));
    }
}
