package org.passerelle.licence;

import com.google.re2j.Pattern;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.People;

/** {@code /api/v1/license} (wire.md §8; DigDash licence management). */
@Singleton
final class LicenceOperations implements Capability {

    private static final String PATH = "/api/v1/license";

    private final Catalogue catalogue;
    private final LicenceDesk desk;

    @Inject
    LicenceOperations(Catalogue catalogue, LicenceSettings settings, People people, Clock clock) {
        this.catalogue = catalogue;
        this.desk = new LicenceDesk(people, settings, clock);
    }

    /** A licence to be activated. */
    record Activation(
            @Doc(
                    value = "The text of its file",
                    example = "-----BEGIN PASSERELLE LICENCE-----\n…\n-----END PASSERELLE LICENCE-----")
            @Nullable
            String licence) {}

    /** A seat as it is shown. */
    record SeatView(
            @Doc(value = "Whose it is", example = "anne") String user,
            @Doc(value = "ADMIN or USER", example = "USER") String type,

            @Doc(value = "Since when", example = "2026-11-22T08:30:00.000+0000")
            Instant since) {

        static SeatView of(Seat seat) {
            return new SeatView(seat.user(), seat.type().name(), seat.since());
        }
    }

    /** Users who get a seat, or leave it. */
    record SeatsBody(
            @Doc(value = "Their ids", example = "[\"anne\"]") @Nullable
            List<String> users,

            @Doc(value = "ADMIN or USER; may be left out when seats are taken away", example = "USER") @Nullable
            String type) {}

    @Override
    public List<Operation> operations() {
        Shape seats = Shape.many(SeatView.class, "seat");
        return List.of(
                operation(Operation.get(PATH), "license.get", "Show the licence")
                        .answers(200, Shape.of(LicenceView.class, "license"))
                        .by(call -> Reply.ok(desk.view(catalogue), "license")),
                operation(Operation.post(PATH + "/activation"), "license.activate", "Activate a licence")
                        .takes(Activation.class, "license")
                        .answers(200, Shape.of(LicenceView.class, "license"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::activate),
                Pages.declared(operation(
                                Operation.get(PATH + "/users"), "license.users.list", "List the users in the licence"))
                        .query("pattern", "A regular expression (RE2) that the whole id must match", "test.*")
                        .answers(200, seats)
                        .by(this::list),
                operation(Operation.post(PATH + "/users"), "license.users.add", "Give seats to users")
                        .takes(SeatsBody.class, "license")
                        .answers(200, seats)
                        .changes(DryRun.CATALOGUE)
                        .by(this::add),
                operation(Operation.delete(PATH + "/users"), "license.users.remove", "Take seats from users")
                        .takes(SeatsBody.class, "license")
                        .answers(200, seats)
                        .changes(DryRun.CATALOGUE)
                        .by(this::remove));
    }

    private static Operation.Builder operation(Operation.Builder operation, String name, String title) {
        boolean reads = name.endsWith(".get") || name.endsWith(".list");
        return operation
                .named(name, title)
                .tag(Tag.LICENSE)
                .needs(reads ? Right.read(ApiType.LICENSE) : Right.write(ApiType.LICENSE));
    }

    private Reply activate(Call call) {
        Unit unit = call.change();
        unit.touch(Topic.LICENCE);
        String text = call.body().as(Activation.class).licence();
        if (text == null || text.isBlank()) {
            throw Fault.badMember("licence", "is the text of the file");
        }
        desk.activate(unit, text, call.caller().user());
        return Reply.ok(desk.view(unit), "license");
    }

    private Reply list(Call call) {
        Pattern pattern = Patterns.compile(call.query().one("pattern"));
        List<Seat> found = desk.seats(catalogue).all(LicenceStore.seats(catalogue)).stream()
                .filter(seat -> pattern == null || pattern.matches(seat.user()))
                .toList();
        return Pages.of(call, found, Seat::user, SeatView::of, "seats");
    }

    private Reply add(Call call) {
        SeatsBody body = call.body().as(SeatsBody.class);
        Seat.Type type = body.type() == null ? null : Seat.Type.of(body.type()).orElse(null);
        if (type == null) {
            throw Fault.badMember("type", "must be ADMIN or USER");
        }
        Unit unit = call.change();
        unit.touch(Topic.LICENCE);
        List<Seat> given =
                desk.seats(unit).give(unit, users(body), type, desk.clock().instant());
        return Reply.ok(given.stream().map(SeatView::of).toList(), "seats");
    }

    private Reply remove(Call call) {
        SeatsBody body = call.body().as(SeatsBody.class);
        if (body.type() != null && Seat.Type.of(body.type()).isEmpty()) {
            throw Fault.badMember("type", "must be ADMIN or USER");
        }
        Unit unit = call.change();
        unit.touch(Topic.LICENCE);
        List<Seat> taken = desk.seats(unit).take(unit, users(body), body.type());
        return Reply.ok(taken.stream().map(SeatView::of).toList(), "seats");
    }

    private static List<String> users(SeatsBody body) {
        if (body.users() == null || body.users().isEmpty() || body.users().contains(null)) {
            throw Fault.badMember("users", "is an array of users' ids, one at least");
        }
        return body.users().stream().distinct().toList();
    }
}
