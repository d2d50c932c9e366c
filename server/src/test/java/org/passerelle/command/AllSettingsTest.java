package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.setting.Known;
import org.passerelle.setting.Settings;
import org.passerelle.setting.Settings.SettingsProblem;

/** Settings of the file and of the environment: which wins, and what is told of those that are wrong. */
class AllSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void nothing_need_be_set() {
        AllSettings settings =
                read("", Map.of("HOME", "/root", "PASSERELLE_JAVA_OPTS", "-Xmx1g", "PASSERELLE_KEY", "psl_1"));
        assertThat(settings.gate().publicUrl()).hasToString("http://localhost:8080");
        assertThat(settings.gate().domains()).containsOnlyKeys("itcare", "ddenterpriseapi");
        assertThat(settings.gate().corsOrigins()).isEmpty();
        assertThat(settings.credentials().basicAuthentication()).isTrue();
        assertThat(settings.catalogue().url()).isNull();
    }

    @Test
    void what_is_shown_as_a_default_may_be_said_and_means_the_same() {
        Map<String, String> shown = texts(Map.of()).known().stream()
                .filter(setting -> setting.otherwise() != null)
                .collect(Collectors.toMap(Known::name, Known::otherwise));
        assertThat(shown)
                .containsEntry("logFormat", "text")
                .containsEntry("apiKeys", "catalogue")
                .containsEntry("smtpSecurity", "starttls")
                .containsEntry("secondFactor", "nobody")
                .doesNotContainKeys("trustedProxies", "licenceKeys", "ldapUrl", "ldapRoles");
        assertThat(AllSettings.read(folder, Map.of(), 8080, shown))
                .usingRecursiveComparison()
                .isEqualTo(AllSettings.read(folder, Map.of(), 8080, Map.of()));
    }

    private Settings texts(Map<String, String> kept) {
        return AllSettings.texts(folder, Map.of(), 8080, kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            apiKeys=csv                 | ddenterprise.api_keys_path=config/apikeys.csv                            | apiKeys or api_keys_path and digdash.properties for ddenterpriseapi
            api_keys_path=a/../keys.csv | ddenterpriseapi.api_keys_path=keys.csv                                   | apiKeys or api_keys_path and digdash.properties for ddenterpriseapi
            apiKeys=catalogue           | ddenterprise.api_keys_path=keys.csv@itcare.api_keys_path=./keys.csv | digdash.properties for ddenterpriseapi and digdash.properties for itcare
            """)
    void one_file_does_not_hold_the_keys_of_two(String line, String digdash, String names) throws IOException {
        Files.writeString(folder.resolve("digdash.properties"), digdash.replace("@", "\n"));
        assertThatThrownBy(() -> read(line, Map.of()))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("is named by " + names + ": each needs a file of its own");
    }

    @Test
    void the_environment_wins_over_the_file() {
        String file = "publicUrl=https://file.example.org\ntimeZone=Europe/Paris\nbodyLimit=2048\n";
        AllSettings settings = read(
                file,
                Map.of("PASSERELLE_PUBLIC_URL", "https://env.example.org/api/", "PASSERELLE_BODY_LIMIT", " 4096 "));
        assertThat(settings.gate().publicUrl()).hasToString("https://env.example.org/api");
        assertThat(settings.gate().bodyLimit()).isEqualTo(4096);
        assertThat(settings.connections().timeZone()).isEqualTo(ZoneId.of("Europe/Paris"));
    }

    @Test
    void what_is_set_to_nothing_is_not_set() {
        AllSettings settings = read("timeZone=\nbodyLimit=2048\n", Map.of("PASSERELLE_BODY_LIMIT", ""));
        assertThat(settings.connections().timeZone()).isEqualTo(ZoneId.of("+00:00"));
        assertThat(settings.gate().bodyLimit()).isEqualTo(16 * 1024 * 1024);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    publicUrl=nowhere                      | publicUrl must be an address such as
                    publicUrl=https://x.example?y          | publicUrl must be an address such as
                    timeZone=Mars/Olympus                  | timeZone must be a time zone such as
                    bodyLimit=1023                         | bodyLimit must be a whole number from 1024
                    bodyLimit=many                         | bodyLimit must be a whole number from 1024
                    smtpHost=localhost                     | mailFrom must be an address such as
                    smtpSecurity=perhaps                   | smtpSecurity must be starttls, tls or none
                    secondFactor=sometimes                 | secondFactor must be nobody, owners or everybody
                    basicAuthentication=perhaps            | basicAuthentication must be true or false
                    catalogueUrl=jdbc:h2:mem:x             | catalogueUrl must begin with jdbc:postgresql:
                    domains.compta.errors=loud             | domains.compta.errors must be problem or empty
                    domains.api.errors=empty               | domains.api: the name is taken
                    connections.shop.name=Shop             | connections.shop.url is missing
                    connections.shop.readOnly=x            | connections.shop.readOnly must be true or false
                    connections.shop.statementTimeout=0    | connections.shop.statementTimeout must be a whole number from 1
                    connections.shop.rowCap=-1             | connections.shop.rowCap must be a whole number from 0
                    connections.shop.colour=blue           | connections.shop.colour is not a setting
                    publicURL=https://x.example            | publicURL is not a setting
                    passerelle.timeZone=UTC                | passerelle.timeZone is not a setting
                    """)
    void what_is_wrong_in_the_file_is_told_by_name(String line, String problem) {
        assertThatThrownBy(() -> read(line, Map.of()))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("  - " + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    PASSERELLE_TIME_ZONE   | Mars  | the environment variable PASSERELLE_TIME_ZONE must be a time zone such as
                    PASSERELLE_TIMEZONE    | UTC   | the environment variable PASSERELLE_TIMEZONE is not a setting
                    PASSERELLE_NO_SUCH     | 1     | the environment variable PASSERELLE_NO_SUCH is not a setting
                    """)
    void what_is_wrong_in_the_environment_is_told_by_its_variable(String name, String value, String problem) {
        assertThatThrownBy(() -> read("", Map.of(name, value)))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("a problem:\n  - " + problem);
    }

    @Test
    void every_problem_is_told_at_once_and_only_once() {
        String file = "timeZone=Mars\nnosuch=1\nbodyLimit=0\nconnections.shop.user=u\n";
        assertThatThrownBy(() -> read(file, Map.of("PASSERELLE_NO_SUCH", "1", "PASSERELLE_BASIC_AUTHENTICATION", "x")))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContainingAll(
                        "6 problems",
                        "timeZone must",
                        "nosuch is not",
                        "bodyLimit must",
                        "connections.shop.url is missing",
                        "PASSERELLE_NO_SUCH is not",
                        "PASSERELLE_BASIC_AUTHENTICATION must");
    }

    @Test
    void a_file_that_cannot_be_read_is_told() {
        assertThatThrownBy(() -> read("timeZone=\\u00zz\n", Map.of()))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("passerelle.properties cannot be read");
    }

    private AllSettings read(String file, Map<String, String> environment) {
        try {
            Files.writeString(folder.resolve("passerelle.properties"), file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return AllSettings.read(folder, environment, 8080, Map.of());
    }
}
