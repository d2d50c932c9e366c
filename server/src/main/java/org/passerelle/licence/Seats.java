package org.passerelle.licence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * Who sits where, under one licence: no more of a type than it has, only accounts that may use the API by their kind, and owners always, so
 * that nobody is left who could change it.
 */
record Seats(People people, LicenceState state) {

    /** All that are taken; under the community licence everyone in-house has one, given or not. */
    List<Seat> all(List<Seat> given) {
        if (state.kind() != LicenceState.Kind.COMMUNITY) {
            return given;
        }
        Map<String, Seat> all = new LinkedHashMap<>();
        given.forEach(seat -> all.put(seat.user(), seat));
        people.all().stream()
                .filter(account -> account.active() && account.kind() != Account.Kind.GUEST)
                .forEach(account ->
                        all.putIfAbsent(account.id(), new Seat(account.id(), Seat.Type.USER, account.created())));
        return List.copyOf(all.values());
    }

    /** The first seats: of the owners, and of who activates it. */
    void begin(Unit unit, @Nullable String activator, Instant now) {
        List<String> first = new ArrayList<>(
                people.all().stream().filter(Account::isOwner).map(Account::id).toList());
        if (activator != null && !first.contains(activator)) {
            first.add(activator);
        }
        List<Seat> given = LicenceStore.seats(unit);
        first.stream()
                .filter(user -> given.stream().noneMatch(seat -> seat.user().equals(user)))
                .forEach(user -> LicenceStore.give(unit, new Seat(user, Seat.Type.ADMIN, now)));
        mustFit(unit);
    }

    /** @throws Fault 422 for who cannot have one, 409 when there are not enough */
    List<Seat> give(Unit unit, List<String> users, Seat.Type type, Instant now) {
        var errors = new ArrayList<Fault.Error>();
        for (int i = 0; i < users.size(); i++) {
            Account account = people.find(unit, users.get(i)).orElse(null);
            if (account == null || account.kind() == Account.Kind.GUEST) {
                errors.add(new Fault.Error(
                        "/users/" + i,
                        account == null ? "there is no user {}" : "{} is a guest, and guests do not use the API",
                        users.get(i)));
            }
        }
        if (!errors.isEmpty()) {
            throw Fault.inconsistent("users: " + errors.getFirst().detail() + ".", errors);
        }
        List<Seat> before = LicenceStore.seats(unit);
        users.stream()
                .filter(user -> before.stream().noneMatch(seat -> seat.user().equals(user) && seat.type() == type))
                .forEach(user -> LicenceStore.give(unit, new Seat(user, type, now)));
        mustFit(unit);
        return LicenceStore.seats(unit).stream()
                .filter(seat -> users.contains(seat.user()))
                .toList();
    }

    /** @param type only seats of it; null for any */
    List<Seat> take(Unit unit, List<String> users, @Nullable String type) {
        List<Seat> taken = LicenceStore.seats(unit).stream()
                .filter(seat -> users.contains(seat.user()))
                .filter(seat -> type == null || seat.type().name().equals(type))
                .toList();
        boolean owners = taken.stream()
                .anyMatch(seat ->
                        people.find(unit, seat.user()).filter(Account::isOwner).isPresent());
        if (owners && state.kind() != LicenceState.Kind.COMMUNITY) {
            throw Fault.conflict("An owner keeps his seat.");
        }
        taken.forEach(seat -> LicenceStore.take(unit, seat.user()));
        return taken;
    }

    private void mustFit(Unit unit) {
        Licence licence = state.licence();
        if (licence == null) {
            return;
        }
        List<Seat> all = LicenceStore.seats(unit);
        for (Seat.Type type : Seat.Type.values()) {
            long taken = all.stream().filter(seat -> seat.type() == type).count();
            if (taken > licence.seats().of(type)) {
                throw Fault.conflict(
                        "The licence has {} seats of type {}, and this takes {}: take some back first, or use the other type.",
                        licence.seats().of(type),
                        type,
                        taken);
            }
        }
    }
}
