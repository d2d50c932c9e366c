package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/**
 * {@code GET /console/password#token=…}: where an invitation or a reset link leads. Without a token one asks here for a link by mail. The
 * token stands behind the {@code #}, which no browser sends; {@code assets/password.js} hands it to {@code POST /api/v1/auth/password}.
 */
@Singleton
final class PasswordPage implements Capability {

    private final Pages pages;

    @Inject
    PasswordPage(Pages pages) {
        this.pages = pages;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.open("/console/password", "site.password", "The page where one chooses a password", this::show));
    }

    private Reply show(Call call) {
        return pages.show(call, "password", Map.of());
    }
}
