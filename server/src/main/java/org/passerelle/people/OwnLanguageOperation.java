package org.passerelle.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code GET|PUT /api/v1/auth/language}: in which language one is spoken to, on pages and in letters. */
@Singleton
final class OwnLanguageOperation implements Capability {

    private static final String PATH = "/api/v1/auth/language";
    private static final String ROOT = "language";

    private final People people;

    @Inject
    OwnLanguageOperation(People people) {
        this.people = people;
    }

    /** Which. */
    record Own(
            @Doc(value = "A language tag (BCP 47); null for that of one's browser", example = "fr") @Nullable
            String language) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named("auth.language", "Show in which language one is spoken to")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.permitted())
                        .answers(200, Shape.of(Own.class, ROOT))
                        .by(call -> Reply.ok(
                                new Own(people.find(call.caller().user())
                                        .map(account -> account.contact().language())
                                        .orElse(null)),
                                ROOT)),
                Operation.put(PATH)
                        .named("auth.language.set", "Choose in which language one is spoken to")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.permitted())
                        .takes(Own.class, ROOT)
                        .answers(200, Shape.of(Own.class, ROOT))
                        .changes(DryRun.CATALOGUE)
                        .by(this::choose));
    }

    private Reply choose(Call call) {
        String language = Members.language(call.body().as(Own.class).language());
        if (call.caller().actor() != null) {
            throw Fault.forbidden("Who acts for another does not choose his language.");
        }
        AccountStore.speaks(call.change(), call.caller().user(), language);
        return Reply.ok(new Own(language), ROOT);
    }
}
