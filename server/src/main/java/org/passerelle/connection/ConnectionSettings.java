package org.passerelle.connection;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.setting.Settings;

/**
 * @param timeZone where local date-times are meant
 * @param folders where database files may lie, the data folder first
 * @param declared connections of the settings file ({@code connections.<id>.url} …): saved at each start
 */
public record ConnectionSettings(ZoneId timeZone, List<Path> folders, List<ConnectionBody> declared) {

    static final int STATEMENT_TIMEOUT = 30;

    /** Which files may be opened. */
    FileGuard files() {
        return new FileGuard(folders, folders.getFirst().resolve(Catalogue.FILE));
    }

    public static ConnectionSettings from(Settings settings, Path dataFolder) {
        var folders = new ArrayList<Path>();
        folders.add(dataFolder.toAbsolutePath().normalize());
        settings.list("connectionFolders", List.of())
                .forEach(folder -> folders.add(Path.of(folder).toAbsolutePath().normalize()));
        var declared = new ArrayList<ConnectionBody>();
        for (String id : settings.names("connections")) {
            String at = "connections." + id + ".";
            String url = settings.text(at + "url", "");
            if (url.isEmpty()) {
                settings.problem(at + "url is missing");
            }
            declared.add(new ConnectionBody(
                    id,
                    settings.text(at + "name", id),
                    settings.text(at + "type"),
                    url,
                    settings.text(at + "user"),
                    settings.text(at + "password"),
                    settings.list(at + "roles", List.of()),
                    settings.flag(at + "readOnly", false),
                    settings.number(at + "statementTimeout", STATEMENT_TIMEOUT, 1, 3600),
                    settings.number(at + "rowCap", 0, 0, Integer.MAX_VALUE)));
        }
        return new ConnectionSettings(
                settings.parsed(
                        "timeZone", ZoneId.of("+00:00"), "a time zone such as Europe/Paris or +00:00", ZoneId::of),
                List.copyOf(folders),
                List.copyOf(declared));
    }
}
