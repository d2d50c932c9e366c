package org.passerelle.command;

import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.FirstOwner;
import org.passerelle.people.People;

/** Says that the server is ready, and how to begin where nobody has; then waits for the end. */
@Singleton
@Unremovable
final class Ready implements QuarkusApplication {

    private final People people;
    private final FirstOwner firstOwner;
    private final Catalogue catalogue;
    private final int port;
    private final String data;

    @Inject
    Ready(
            People people,
            FirstOwner firstOwner,
            Catalogue catalogue,
            @ConfigProperty(name = "quarkus.http.port") int port,
            @ConfigProperty(name = Wiring.DATA, defaultValue = "data") String data) {
        this.people = people;
        this.firstOwner = firstOwner;
        this.catalogue = catalogue;
        this.port = port;
        this.data = data;
    }

    @Override
    public int run(String... args) {
        PrintStream out = System.out;
        String address = "http://localhost:" + port;
        if (people.isEmpty()) {
            String token = catalogue.change(firstOwner::invite);
            out.println("Nobody owns this server yet. Make the owner by this link, which holds once:");
            out.println("  " + address + "/console/setup#token=" + token);
            out.println("or at the command line:");
            out.println("  ./passerelle owner create --user NAME --data " + data);
        }
        out.println("Passerelle is ready at " + address);
        out.flush();
        Quarkus.waitForExit();
        return 0;
    }
}
