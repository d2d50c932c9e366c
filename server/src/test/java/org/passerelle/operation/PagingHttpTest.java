package org.passerelle.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Lists of administration are walked by pages as those of records are (wire.md §8). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class PagingHttpTest {

    private static final Pattern NEXT = Pattern.compile("<https?://[^/]+([^>]+)>; rel=\"next\"");

    private final Client client = Client.byKey();

    @ParameterizedTest
    @CsvSource({"tables,name", "views,id", "connections,id", "roles,id", "users,id"})
    void a_list_may_be_walked_two_by_two(String list, String id) {
        List<String> walked = new ArrayList<>();
        String next = "/api/v1/" + list + "?limit=2";
        while (next != null) {
            Answer page = client.get(next).is(200);
            assertThat(page.json().size()).isLessThanOrEqualTo(2);
            walked.addAll(page.column(id));
            Matcher link = NEXT.matcher(page.header("Link"));
            next = link.find() ? link.group(1) : null;
        }
        assertThat(walked).isEqualTo(client.get("/api/v1/" + list).is(200).column(id));
        client.get("/api/v1/" + list + "?limit=0").is(400);
    }
}
