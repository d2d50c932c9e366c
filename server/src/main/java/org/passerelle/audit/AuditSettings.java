package org.passerelle.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.passerelle.setting.Settings;

/**
 * @param folder where checkpoints are copied to, and sealed segments go
 * @param retention how long lines stay in the catalogue; older ones go to a sealed segment, hour by hour; empty: for ever
 */
public record AuditSettings(Path folder, Optional<Duration> retention) {

    public static AuditSettings from(Settings settings, Path dataFolder) {
        Duration retention = settings.duration("auditRetention", Duration.ZERO);
        if (retention.isNegative()) {
            settings.problem("auditRetention must be a duration such as P365D, or be left out to keep all lines");
        }
        return new AuditSettings(
                dataFolder.resolve("audit"), retention.isZero() ? Optional.empty() : Optional.of(retention));
    }
}
