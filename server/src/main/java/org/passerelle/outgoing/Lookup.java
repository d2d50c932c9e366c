package org.passerelle.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** From a host's name to its addresses: what the guard has seen is what is connected to. */
@FunctionalInterface
interface Lookup {

    /** By the names that the machine knows. */
    Lookup OF_THE_MACHINE = host -> List.of(InetAddress.getAllByName(host));

    /** @return at least one, the one to connect to first */
    List<InetAddress> of(String host) throws UnknownHostException;
}
