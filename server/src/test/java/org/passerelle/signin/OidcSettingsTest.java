package org.passerelle.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.setting.Settings;

class OidcSettingsTest {

    private static final Map<String, String> WHOLE = Map.of(
            "oidcIssuer", "https://login.example.org/realms/main",
            "oidcClientId", "passerelle",
            "oidcClientSecret", "x",
            "oidcRoles", "staff:readers, urn:acme:boss:admins");

    private static OidcSettings read(Map<String, String> values) {
        var settings = Settings.of(values);
        OidcSettings read = OidcSettings.from(settings);
        settings.check();
        return read;
    }

    @Test
    void nothing_is_needed_where_there_is_no_other_realm() {
        assertThat(read(Map.of()).isOn()).isFalse();
    }

    @Test
    void what_is_said_there_may_hold_colons() {
        assertThat(read(WHOLE).roles()).isEqualTo(Map.of("staff", "readers", "urn:acme:boss", "admins"));
    }

    @ParameterizedTest
    @CsvSource({
        "oidcIssuer, http://login.example.org, must be an address",
        "oidcIssuer, login, must be an address",
        "oidcRoles, staff, must be a list such as",
        "oidcClientSecret, '', must be set",
        "oidcRoles, '', must be set"
    })
    void what_is_wrong_is_told(String key, String value, String problem) {
        var values = new HashMap<>(WHOLE);
        values.put(key, value);
        assertThatThrownBy(() -> read(values)).hasMessageContaining(problem);
    }

    @Test
    void a_claim_is_a_text_or_a_list_and_a_dot_leads_into_an_object() {
        var person = new OidcPerson(
                "https://login.example.org",
                "7f3c",
                Map.of(
                        "realm_access", Map.of("roles", List.of("staff", 7)),
                        "https://acme.example.org/roles", "boss",
                        "name", " Anne "));
        assertThat(person.texts("realm_access.roles")).containsExactly("staff");
        assertThat(person.texts("https://acme.example.org/roles")).containsExactly("boss");
        assertThat(person.texts("groups")).isEmpty();
        assertThat(person.text("name")).isEqualTo("Anne");
        assertThat(person.text("realm_access")).isNull();
    }
}
