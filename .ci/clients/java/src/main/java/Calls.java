import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;

/** Asks who he is, by the client that was generated for each of owner, user and a partner's key. */
public final class Calls {

    private Calls() {}

    public static void main(String[] arguments) throws Exception {
        JsonNode credentials = new ObjectMapper().readTree(Path.of(arguments[0]).toFile());
        URI server = URI.create(credentials.path("url").asText());

        var owner = new owner.ApiClient();
        at(server, owner::setScheme, owner::setHost, owner::setPort);
        owner.setRequestInterceptor(password(credentials.path("owner")));
        same("owner", new owner.api.AuthenticationApi(owner).authMe().getUser());

        var user = new user.ApiClient();
        at(server, user::setScheme, user::setHost, user::setPort);
        user.setRequestInterceptor(password(credentials.path("user")));
        same("user", new user.api.AuthenticationApi(user).authMe().getUser());

        var partner = new partner.ApiClient();
        at(server, partner::setScheme, partner::setHost, partner::setPort);
        partner.setRequestInterceptor(
                request -> request.header("X-API-Key", credentials.path("limitedApiKey").asText()));
        same("UP", new partner.api.SystemApi(partner).status().getStatus());
        same("user", new partner.api.AuthenticationApi(partner).authMe().getUser());
        System.out.println("Java: three clients, four calls");
    }

    private static void at(URI server, Consumer<String> scheme, Consumer<String> host, Consumer<Integer> port) {
        scheme.accept(server.getScheme());
        host.accept(server.getHost());
        port.accept(server.getPort());
    }

    private static Consumer<HttpRequest.Builder> password(JsonNode who) {
        String pair = who.path("user").asText() + ":" + who.path("password").asText();
        return request -> request.header(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes()));
    }

    private static void same(String expected, Object found) {
        if (!Objects.equals(expected, String.valueOf(found))) {
            throw new AssertionError("not " + expected + " but " + found);
        }
    }
}
