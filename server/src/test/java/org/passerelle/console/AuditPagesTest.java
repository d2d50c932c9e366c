package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** The audit log at the console: of the whole of it what is asked for, each line on a page of its own, and how far it was verified. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class AuditPagesTest {

    private static final Pattern LINE = Pattern.compile("<a class=\"first\" href=\"(/console/audit/\\d+)\"");

    private final Client owner = AtConsole.as("owner").reading();

    @Test
    void what_is_asked_for_is_found_in_the_whole_log_and_kept_in_its_links() {
        String id = "audit-" + UUID.randomUUID();
        Client.as("owner").post("/api/v1/users", "{\"id\":\"" + id + "\"}").is(201);
        String filter = "/console/audit?operation=users.create&target=" + id;
        String page = owner.get(filter).is(200).text();
        assertThat(page).contains("1 / 1", "state-good", "value=\"users.create\"");
        assertThat(page).contains("name=\"target\" value=\"" + id + "\"", "target=" + id + "&amp;q=&amp;sort=");
        assertThat(owner.get(filter + "&result=403").is(200).text()).doesNotContain("<a class=\"first\"");
        assertThat(owner.get(filter + "&as=csv").is(200).text().lines()).hasSize(2);
        owner.get("/console/audit?from=yesterday").is(400);

        Matcher line = LINE.matcher(page);
        assertThat(line.find()).isTrue();
        assertThat(owner.get(line.group(1)).is(200).text()).contains("users.create", id, "<dt>");
    }

    @Test
    void a_seat_has_a_page_that_tells_of_it() {
        assertThat(owner.get("/console/license/owner").is(200).text()).contains("<dt>");
        owner.get("/console/license/nobody-of-this-name").is(404);
    }

    @Test
    void the_language_of_the_frame_changes_with_the_page() {
        var admin = AtConsole.as("admin");
        var answer = admin.writing()
                .with("HX-Request", "true")
                .with("HX-Boosted", "true")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/me/language", Client.bytes("language="))
                .is(204);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/console/me");
    }
}
