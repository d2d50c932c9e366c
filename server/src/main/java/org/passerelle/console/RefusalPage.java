package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.passerelle.fault.Fault;
import org.passerelle.gate.FaultPage;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;

/** What the gate refused before a page of the console was reached: why, what to do, and the request to quote. */
@Singleton
final class RefusalPage implements FaultPage {

    private final Pages pages;

    @Inject
    RefusalPage(Pages pages) {
        this.pages = pages;
    }

    @Override
    public Reply.Bytes draw(Call refused, Fault fault) {
        Language language = Language.of(refused);
        Map<String, String> texts = Texts.of(language);
        var trouble = Trouble.of(language, fault, refused.terms().requestId());
        boolean part = Screen.isPart(refused);
        return pages.draw(
                        refused,
                        fault.kind().status(),
                        part ? "part-trouble" : "refusal",
                        Map.of(
                                "at",
                                ConsoleDoor.base(refused),
                                "trouble",
                                trouble,
                                "todo",
                                Objects.requireNonNull(texts.get(todo(fault.kind())))))
                .with("Cache-Control", "no-store");
    }

    /** What helps a person at the console, who can change neither headers nor credentials by hand. */
    private static String todo(Fault.Kind kind) {
        return switch (kind) {
            case UNAUTHENTICATED, FORBIDDEN -> "refusal_do_rights";
            case NOT_FOUND, METHOD_NOT_ALLOWED -> "refusal_do_address";
            case TOO_MANY -> "refusal_do_wait";
            case INTERNAL, UNAVAILABLE -> "refusal_do_later";
            case BAD_REQUEST,
                    INVALID_VERSION,
                    NOT_ACCEPTABLE,
                    CONFLICT,
                    PRECONDITION_FAILED,
                    TOO_LARGE,
                    UNSUPPORTED_TYPE,
                    INCONSISTENT -> "refusal_do_again";
        };
    }
}
