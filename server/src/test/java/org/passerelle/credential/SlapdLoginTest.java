package org.passerelle.credential;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.passerelle.directory.SlapdDirectory;
import org.passerelle.directory.TestDirectory;

/** The same on OpenLDAP's server, where it is installed; {@code .ci/run} installs it where it may. */
class SlapdLoginTest extends DirectoryLogins {

    @BeforeAll
    static void is_it_here() {
        boolean here = SlapdDirectory.program().isPresent();
        if (!here) {
            System.out.println("LEFT OUT: slapd is not installed, so a directory is tried in memory only");
        }
        assumeTrue(here, "slapd is not installed");
    }

    @Override
    TestDirectory start(String name) {
        return SlapdDirectory.named(name);
    }
}
