package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** {@code POST /api/v1/users/{id}/invite} and {@code reset}: a link by which someone else chooses his password (wire.md §8). */
@Singleton
public final class LinkOperations implements Capability {

    private static final String PAGE = "/console/password#token=";
    private static final String REHEARSED = "dry-run";

    private final PasswordLinks links;
    private final People people;
    private final Letters letters;

    @Inject
    LinkOperations(PasswordLinks links, People people, Letters letters) {
        this.links = links;
        this.people = people;
        this.letters = letters;
    }

    /** A link, shown once. */
    public record Link(
            @Doc(
                    value = "Where the user chooses a password; works once",
                    example = "https://api.example.org/console/password#token=0f3Kd82mQx…")
            String link,

            @Doc(value = "Until when it works", example = "2026-11-22T09:30:00.000+0000")
            Instant expires,

            @Doc(value = "To where it was sent; null when nothing is sent", example = "anne@example.org") @Nullable
            String sentTo) {

        @Override
        public String toString() {
            return "a link until " + expires;
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                making(PasswordLink.Purpose.INVITE, "Make a link by which a new user chooses a password"),
                making(PasswordLink.Purpose.RESET, "Make a link by which a user chooses another password"));
    }

    private Operation making(PasswordLink.Purpose purpose, String title) {
        return Operation.post("/api/v1/users/{id}/" + purpose.word())
                .named("users." + purpose.word(), title)
                .tag(Tag.USERS)
                .needs(Right.write(ApiType.USERS))
                .answers(201, Shape.of(Link.class, "link"))
                .changes(DryRun.CATALOGUE)
                .by(call -> make(call, purpose));
    }

    private Reply make(Call call, PasswordLink.Purpose purpose) {
        call.change().touch(Topic.PEOPLE);
        String id = call.path("id");
        Account account = people.find(call.change(), id).orElseThrow(() -> Fault.notFound("There is no user {}.", id));
        PasswordLinks.Made made = links.make(call.change(), call.caller(), account, purpose);
        URI link = address(call.terms().publicUrl(), call.dryRun() ? REHEARSED : made.token());
        call.change().afterCommit(() -> letters.link(account, purpose, link, made.ends()));
        return new Reply.Value(
                        201,
                        new Link(
                                link.toString(),
                                made.ends(),
                                letters.address(account).orElse(null)),
                        "link",
                        java.util.Map.of())
                .with("Cache-Control", "no-store");
    }

    /** The token stands behind the {@code #}, which no browser sends. */
    static URI address(URI publicUrl, String token) {
        return URI.create(publicUrl + PAGE + token);
    }
}
