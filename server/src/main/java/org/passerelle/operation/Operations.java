package org.passerelle.operation;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Everything that the API can do: what all capabilities list, gathered. */
@Singleton
public final class Operations {

    private final List<Operation> all;

    @Inject
    Operations(@All List<Capability> capabilities) {
        this.all = capabilities.stream().flatMap(c -> c.operations().stream()).toList();
    }

    public List<Operation> all() {
        return all;
    }
}
