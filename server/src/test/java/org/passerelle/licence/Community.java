package org.passerelle.licence;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.passerelle.catalogue.Catalogue;

/** For tests of other rooms: no licence was activated. */
public final class Community {

    private Community() {}

    public static Licences of(Catalogue catalogue) {
        return new Licences(catalogue, new LicenceSettings(List.of(), Duration.ZERO), Clock.systemUTC());
    }
}
