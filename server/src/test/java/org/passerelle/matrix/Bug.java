package org.passerelle.matrix;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.access.Action;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Demand;
import org.passerelle.access.Holdings;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;
import org.passerelle.access.Right;
import org.passerelle.matrix.Decided.Asked;

/** What somebody could get wrong. Each is the real decision, asked another question than it should be. */
enum Bug implements UnaryOperator<Asked> {
    FORGETS_WHAT_THE_CREDENTIAL_ALLOWS(asked -> by(asked, Permissions.ALL)),
    FORGETS_WHAT_THE_ACCOUNT_HOLDS(asked -> of(asked, with(asked, true, access(asked), acls(asked)))),
    TAKES_READING_FOR_WRITING(asked -> wanting(
            asked,
            switch (asked.demand().right()) {
                case Right.Api(ApiType type, Level level) -> Right.read(type);
                case Right right -> right;
            })),
    TAKES_WRITING_FOR_READING(asked -> wanting(
            asked,
            switch (asked.demand().right()) {
                case Right.Api(ApiType type, Level level) -> Right.write(type);
                case Right right -> right;
            })),
    TAKES_ONE_API_TYPE_FOR_ANOTHER(asked -> wanting(
            asked,
            switch (asked.demand().right()) {
                case Right.Api(ApiType type, Level level) ->
                    new Right.Api(type == ApiType.USERS ? ApiType.CONNECTIONS : ApiType.USERS, level);
                case Right right -> right;
            })),
    LETS_EVERY_ACCOUNT_USE_THE_API(
            asked -> of(asked, with(asked, asked.caller().holdings().owner(), true, acls(asked)))),
    KEEPS_OWNERS_OUT(asked -> of(asked, with(asked, false, access(asked), acls(asked)))),
    LETS_AN_OWNERS_CREDENTIAL_DO_EVERYTHING(
            asked -> asked.caller().holdings().owner() ? by(asked, Permissions.ALL) : asked),
    TAKES_A_RIGHT_TO_ONE_TABLE_FOR_ANOTHERS(asked -> new Asked(
            asked.caller(),
            new Demand(asked.demand().right(), "clients", asked.demand().byToken()))),
    TAKES_ONE_ACTION_FOR_ANOTHER(asked -> wanting(
            asked,
            asked.demand().right() instanceof Right.Data
                    ? Right.data(Action.values())
                    : asked.demand().right())),
    TAKES_WHAT_IS_THE_OWNERS_FOR_EVERYBODYS(asked -> wanting(
            asked,
            asked.demand().right() instanceof Right.Owner(ApiType type, Level level)
                    ? new Right.Api(type, level)
                    : asked.demand().right())),
    TAKES_WHAT_IS_ONES_OWN_FOR_EVERYBODYS(asked -> wanting(
            asked,
            asked.demand().right() instanceof Right.Own
                    ? Right.known()
                    : asked.demand().right())),
    OPENS_WHAT_ASKS_WHO_ONE_IS(asked -> wanting(
            asked,
            asked.demand().right() instanceof Right.Known
                    ? Right.open()
                    : asked.demand().right())),
    TAKES_ANY_CREDENTIAL_FOR_A_TOKEN(asked -> new Asked(
            asked.caller(), Demand.of(asked.demand().right(), asked.demand().table()))),
    TAKES_NO_PERMISSIONS_FOR_SOME(asked -> asked.caller().permissions().isNone()
                    && !(asked.demand().right() instanceof Right.Api
                            || asked.demand().right() instanceof Right.Owner
                            || asked.demand().right() instanceof Right.Data)
            ? by(asked, Permissions.ALL)
            : asked);

    private final UnaryOperator<Asked> mistake;

    Bug(UnaryOperator<Asked> mistake) {
        this.mistake = mistake;
    }

    @Override
    public Asked apply(Asked asked) {
        return mistake.apply(asked);
    }

    private static Asked wanting(Asked asked, Right right) {
        return new Asked(
                asked.caller(),
                new Demand(right, asked.demand().table(), asked.demand().byToken()));
    }

    private static Asked by(Asked asked, Permissions permissions) {
        Caller caller = asked.caller();
        return new Asked(
                new Caller(caller.user(), caller.actor(), caller.credential(), permissions, caller.holdings()),
                asked.demand());
    }

    private static Asked of(Asked asked, Holdings holdings) {
        Caller caller = asked.caller();
        return new Asked(
                new Caller(caller.user(), caller.actor(), caller.credential(), caller.permissions(), holdings),
                asked.demand());
    }

    private static boolean access(Asked asked) {
        return asked.caller().holdings().apiAccess();
    }

    private static Set<String> acls(Asked asked) {
        return new HashSet<>(asked.caller().holdings().acls());
    }

    private static Holdings with(Asked asked, boolean owner, boolean apiAccess, Set<String> acls) {
        return new Holdings(owner, apiAccess, acls, List.of(), List.of(), List.of());
    }
}
