package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.ConsoleSessions;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** Out of the console; and, for who may, acting there for somebody else. */
@Singleton
final class SessionPages implements Capability {

    private final Screens screens;
    private final ConsoleSessions sessions;
    private final Catalogue catalogue;

    @Inject
    SessionPages(Screens screens, ConsoleSessions sessions, Catalogue catalogue) {
        this.screens = screens;
        this.sessions = sessions;
        this.catalogue = catalogue;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                screens.post("/console/sign-out", "signOut", "Sign out of the console", this::signOut),
                screens.post("/console/act-for", "actFor", "Act for somebody else", this::actFor),
                screens.post(
                        "/console/act-for-oneself", "actForOneself", "Act for oneself again", this::actForOneself));
    }

    private Reply signOut(Screen screen) {
        if (!screen.call().dryRun()) {
            String id = screen.call().caller().credential().id();
            catalogue.change(unit -> {
                sessions.end(unit, id);
                return id;
            });
        }
        return Screens.go(screen, ConsoleDoor.PATH)
                .with("Set-Cookie", ConsoleDoor.cookie(screen.call(), "") + "; Max-Age=0");
    }

    private Reply actFor(Screen screen) {
        String target = ConsoleDoor.one(screen.form(), "user");
        catalogue.change(screen.call().dryRun(), unit -> {
            sessions.actFor(unit, screen.call().caller(), target);
            return Reply.empty(204);
        });
        return Screens.go(screen, "/console");
    }

    private Reply actForOneself(Screen screen) {
        Caller caller = screen.call().caller();
        catalogue.change(screen.call().dryRun(), unit -> {
            sessions.actForOneself(unit, caller);
            return Reply.empty(204);
        });
        return Screens.go(screen, "/console/users/" + Pages.segment(caller.user()));
    }
}
