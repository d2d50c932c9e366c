package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Handler;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.signin.SignIn;

/** What follows the password at the console's door: a code, or for who must have a second factor and has none, the way to one. */
@Singleton
final class SecondStepPages implements Capability {

    private static final String CODE = ConsoleDoor.PATH + "/code";
    private static final String ENROL = ConsoleDoor.PATH + "/enrol";
    private static final Shape FORM = new Shape.Free("A form", Format.FORM.mediaType(), "");

    private final Pages pages;
    private final SignIn signIn;
    private final ConsoleDoor door;

    @Inject
    SecondStepPages(Pages pages, SignIn signIn, ConsoleDoor door) {
        this.pages = pages;
        this.signIn = signIn;
        this.door = door;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                form(CODE, "console.signInCode", "Show a code at the console's door", this::code),
                form(ENROL, "console.signInEnrol", "Begin a second factor there", this::enrol));
    }

    private static Operation form(String path, String name, String title, Handler handler) {
        return Pages.open(Operation.post(path), name, title)
                .lets(Operation.Credentials.ITSELF)
                .takes(FORM, Set.of(Format.FORM))
                .by(handler);
    }

    /** @throws Fault 401 for a password that does not hold, 429 after too many of those */
    Reply begin(Call call, String user, String password, String next) {
        return switch (signIn.begin(user, password, call.terms())) {
            case SignIn.Step.In(String known) -> door.enter(call, known, next);
            case SignIn.Step.Code(String ticket) -> code(call, 200, ticket, next, "");
            case SignIn.Step.Enrol(String ticket) -> enrolment(call, 200, ticket, next, "");
        };
    }

    private Reply code(Call call) {
        Map<String, List<String>> sent = ConsoleDoor.sent(call);
        String ticket = ConsoleDoor.one(sent, "ticket");
        String next = ConsoleDoor.one(sent, "next");
        try {
            return door.enter(call, signIn.finish(ticket, ConsoleDoor.one(sent, "code"), call.terms()), next);
        } catch (Fault wrong) {
            return refused(call, wrong, ticket, next)
                    .orElseGet(() -> code(call, wrong.kind().status(), ticket, next, "code"));
        }
    }

    private Reply enrol(Call call) {
        Map<String, List<String>> sent = ConsoleDoor.sent(call);
        String ticket = ConsoleDoor.one(sent, "ticket");
        String next = ConsoleDoor.one(sent, "next");
        String user = signIn.whose(ticket).orElse("");
        try {
            List<String> codes = signIn.enrolled(ticket, ConsoleDoor.one(sent, "code"), call.terms());
            Reply page = pages.show(
                            call,
                            "console-recovery",
                            Map.of("codes", codes, "next", ConsoleDoor.base(call) + ConsoleDoor.local(next)))
                    .with("Cache-Control", "no-store");
            return door.admit(page, call, user);
        } catch (Fault wrong) {
            return refused(call, wrong, ticket, next)
                    .orElseGet(() -> enrolment(call, wrong.kind().status(), ticket, next, "code"));
        }
    }

    /** A ticket that holds no more leads back to the door; any other fault than a wrong code is told as it is. */
    private Optional<Reply> refused(Call call, Fault fault, String ticket, String next) {
        if (fault.kind() != Fault.Kind.UNAUTHENTICATED) {
            throw fault;
        }
        return signIn.whose(ticket).isPresent()
                ? Optional.empty()
                : Optional.of(Screens.redirect(
                        ConsoleDoor.base(call) + "/console/sign-in?" + Pages.query(Map.of("next", List.of(next)))));
    }

    /** Each time with a new secret: what was shown before is worth nothing. */
    private Reply enrolment(Call call, int status, String ticket, String next, String notice) {
        SignIn.Secret secret = signIn.enrol(ticket, call.terms().publicUrl());
        var data = data(call, ENROL, ticket, next, notice);
        data.put("secret", secret.text());
        data.put("picture", QrPicture.of(secret.uri()));
        return pages.show(call, status, "console-enrol", data).with("Cache-Control", "no-store");
    }

    private Reply code(Call call, int status, String ticket, String next, String notice) {
        return pages.show(call, status, "code", data(call, CODE, ticket, next, notice))
                .with("Cache-Control", "no-store");
    }

    private static Map<String, Object> data(Call call, String to, String ticket, String next, String notice) {
        var data = new HashMap<String, Object>();
        data.put("action", ConsoleDoor.base(call) + to);
        data.put("fields", Map.of("ticket", ticket, "next", next));
        data.put("notice", notice);
        return data;
    }
}
