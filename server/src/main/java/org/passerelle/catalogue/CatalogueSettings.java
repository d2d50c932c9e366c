package org.passerelle.catalogue;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/**
 * Where the catalogue is.
 *
 * @param url {@code jdbc:postgresql://…} when there are many nodes; null for {@code catalogue.db} in the data folder
 */
public record CatalogueSettings(
        Path dataFolder,
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        @Nullable String secretKey) {

    public static CatalogueSettings from(Settings settings, Path dataFolder) {
        String url = settings.text("catalogueUrl");
        if (url != null && !url.startsWith("jdbc:postgresql:")) {
            settings.problem(
                    "catalogueUrl must begin with jdbc:postgresql:, or be left out for SQLite in the data folder");
        }
        return new CatalogueSettings(
                dataFolder,
                url,
                settings.text("catalogueUser"),
                settings.text("cataloguePassword"),
                settings.text("secretKey"));
    }
}
