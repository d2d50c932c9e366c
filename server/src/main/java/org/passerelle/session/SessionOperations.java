package org.passerelle.session;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.People;

/** {@code /api/v1/sessions} (wire.md §8; DigDash D18). */
@Singleton
public final class SessionOperations implements Capability {

    private static final String PATH = "/api/v1/sessions";
    private static final int MOST_USERS = 500;

    private final Sessions sessions;
    private final People people;

    @Inject
    SessionOperations(Sessions sessions, People people) {
        this.sessions = sessions;
        this.people = people;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.declared(Operation.get(PATH)
                                .query("users", "Whose, one user each time it is given; left out, everybody's", "anne"))
                        .named("sessions.list", "List the credentials in use, newest first")
                        .tag(Tag.SESSIONS)
                        .needs(Right.read(ApiType.SESSIONS))
                        .answers(200, Shape.many(Session.class, "session"))
                        .by(this::list),
                ending(Operation.delete(PATH).query("users", "Whose, one user each time it is given", "anne"))
                        .named("sessions.endOfUsers", "End all sessions of users, and take their tokens back")
                        .by(this::endAll),
                ending(Operation.delete(PATH + "/{id}"))
                        .named("sessions.end", "End a session, and take its user's tokens back")
                        .by(this::end));
    }

    private static Operation.Builder ending(Operation.Builder operation) {
        return operation
                .tag(Tag.SESSIONS)
                .needs(Right.write(ApiType.SESSIONS))
                .answers(204, Shape.NOTHING)
                .changes(DryRun.CATALOGUE);
    }

    private Reply list(Call call) {
        List<String> users = users(call);
        return Pages.newest(
                call,
                (after, limit) -> sessions.list(users, after, limit),
                Session::id,
                session -> session,
                "sessions");
    }

    private Reply endAll(Call call) {
        List<String> users = users(call);
        if (users.isEmpty()) {
            throw Fault.badRequest("Say whose sessions to end by users, once for each user.");
        }
        for (String user : users) {
            if (people.find(call.change(), user).isEmpty()) {
                throw Fault.notFound("There is no account {}.", user);
            }
            sessions.endAll(call.change(), user);
        }
        return Reply.empty(204);
    }

    private Reply end(Call call) {
        Session session = sessions.find(call.change(), call.path("id"))
                .orElseThrow(() -> Fault.notFound("There is no such session."));
        sessions.end(call.change(), session);
        return Reply.empty(204);
    }

    /** No login has a comma, so a list is understood too. */
    private static List<String> users(Call call) {
        List<String> users = call.query().all("users").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(user -> !user.isEmpty())
                .distinct()
                .toList();
        if (users.size() > MOST_USERS) {
            throw Fault.badRequest("Name {} users at most.", MOST_USERS);
        }
        return users;
    }
}
