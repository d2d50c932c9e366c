package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.command.DemoHouse;
import org.passerelle.licence.Licence;
import org.passerelle.licence.LicenceFile;

/** The next licence is activated at the console, and seats are given and taken there; each is told before it is done. */
@QuarkusTest
@WithTestResource(
        value = DemoHouse.class,
        initArgs =
                @ResourceArg(
                        name = "licenceKeys",
                        value = "MCowBQYDK2VwAyEAPS57aNE3Ja/V+hN6HsrOMUWne5PAsPPnXLpmpjn5ngM="))
class LicencePagesTest {

    private static final String PATH = "/console/license";
    private static final String DISTRIBUTOR = "MC4CAQAwBQYDK2VwBCIEIA0Oxr8mp+h0qPw031h6+S8iWs/nqgzKsadtEgUIxExf";

    @Inject
    Catalogue catalogue;

    private final AtConsole owner = AtConsole.as("owner");

    @AfterEach
    void backToTheCommunity() {
        catalogue.change(unit -> {
            unit.run("DELETE FROM licence");
            unit.run("DELETE FROM licence_seat");
            unit.touch(Topic.LICENCE);
            return unit;
        });
    }

    private String page() {
        return owner.reading().get(PATH).is(200).text();
    }

    private void told(String path, String form) {
        assertThat(owner.post(PATH + path, form).is(200).text()).contains("btn-danger", "Dry-Run: true");
    }

    @Test
    void the_next_licence_and_its_seats() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        LocalDate end = today.plusYears(1);
        var licence = new Licence("2026-7", "Mairie", today, end, new Licence.Seats(5, 5));
        String next = "licence=" + Client.encode(LicenceFile.write(licence, LicenceFile.privateKey(DISTRIBUTOR)));
        told("/activation", next);
        assertThat(page()).doesNotContain("Mairie", "<meter");
        owner.post(PATH + "/activation", next + "&sure=1").is(303);
        assertThat(page()).contains("Mairie", "<meter");
        assertThat(owner.reading().get("/console").is(200).text()).contains("Mairie", end.toString());

        String seats = "users=admin&users=user&type=USER";
        told("/seats", seats);
        assertThat(page()).doesNotContain("/console/license/admin");
        owner.post(PATH + "/seats", seats + "&sure=1").is(303);
        assertThat(page()).contains("/console/license/admin", "/console/license/user");
        assertThat(owner.reading().get(PATH + "?as=csv").is(200).text()).contains("\"admin\",\"USER\"");
        assertThat(owner.reading().get(PATH + "/admin/remove").is(200).text()).contains("btn-danger");
        owner.post(PATH + "/admin/remove", "").is(303);
        assertThat(page()).doesNotContain("/console/license/admin").contains("/console/license/user");
    }

    @Test
    void what_is_no_licence_is_told_at_its_field_with_what_was_sent() {
        assertThat(owner.post(PATH + "/activation", "licence=nothing").is(422).text())
                .contains("role=\"alert\"", ">nothing</textarea>");
    }
}
