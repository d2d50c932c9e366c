package org.passerelle.people;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.Json;

/** Roles, profiles and groups in the catalogue. What is removed is taken from whoever refers to it. */
final class StructureStore {

    /** Where roles and groups are referred to, by columns that keep their ids one a line. */
    private static final Map<String, List<String>> REFERRING = Map.of(
            "roles", List.of("account", "profile"),
            "groupacls", List.of("account", "profile", "role", "rolegroupacl"));

    private StructureStore() {}

    static Structure read(Source source) {
        return new Structure(
                source.all(StructureStore::role, "SELECT * FROM role"),
                source.all(
                        row -> new Profile(
                                row.text("id"),
                                row.text("name"),
                                row.words("roles"),
                                row.words("acls"),
                                row.words("groupacls")),
                        "SELECT * FROM profile"),
                source.all(
                        row -> new Group(row.text("id"), row.text("name"), row.words("acls")),
                        "SELECT * FROM groupacl"),
                source.all(
                        row -> new RoleGroup(row.text("id"), row.text("role"), row.words("groupacls")),
                        "SELECT * FROM rolegroupacl"));
    }

    static void save(Unit unit, Role role) {
        delete(unit, "role", role.id());
        unit.run(
                "INSERT INTO role (id, name, priority, parent, acls, groupacls, rate_limit, tables)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                role.id(),
                role.name(),
                role.priority(),
                role.parent(),
                AccountStore.lines(role.acls()),
                AccountStore.lines(role.groupacls()),
                role.rateLimit(),
                json(role.tables()));
    }

    static void save(Unit unit, Profile profile) {
        delete(unit, "profile", profile.id());
        unit.run(
                "INSERT INTO profile (id, name, roles, acls, groupacls) VALUES (?, ?, ?, ?, ?)",
                profile.id(),
                profile.name(),
                AccountStore.lines(profile.roles()),
                AccountStore.lines(profile.acls()),
                AccountStore.lines(profile.groupacls()));
    }

    static void save(Unit unit, Group group) {
        delete(unit, "groupacl", group.id());
        unit.run(
                "INSERT INTO groupacl (id, name, acls) VALUES (?, ?, ?)",
                group.id(),
                group.name(),
                AccountStore.lines(group.acls()));
    }

    static void save(Unit unit, RoleGroup link) {
        delete(unit, "rolegroupacl", link.id());
        unit.run(
                "INSERT INTO rolegroupacl (id, role, groupacls) VALUES (?, ?, ?)",
                link.id(),
                link.role(),
                AccountStore.lines(link.groupacls()));
    }

    static void removeRole(Unit unit, String id) {
        unit.run("UPDATE role SET parent = NULL WHERE parent = ?", id);
        unit.run("DELETE FROM rolegroupacl WHERE role = ?", id);
        forget(unit, "roles", id);
        delete(unit, "role", id);
    }

    static void removeGroup(Unit unit, String id) {
        forget(unit, "groupacls", id);
        delete(unit, "groupacl", id);
    }

    static void removeProfile(Unit unit, String id) {
        delete(unit, "profile", id);
    }

    static void removeRoleGroup(Unit unit, String id) {
        delete(unit, "rolegroupacl", id);
    }

    private static void delete(Unit unit, String table, String id) {
        unit.run("DELETE FROM " + table + " WHERE id = ?", id);
        unit.touch(Topic.PEOPLE);
    }

    private record Line(String id, List<String> words) {}

    private static void forget(Unit unit, String column, String name) {
        for (String table : REFERRING.getOrDefault(column, List.of())) {
            List<Line> lines = unit.all(
                    row -> new Line(row.text("id"), row.words(column)),
                    "SELECT id, " + column + " FROM " + table + " WHERE " + column + " <> ''");
            lines.stream().filter(line -> line.words().contains(name)).forEach(line -> {
                List<String> rest =
                        line.words().stream().filter(w -> !w.equals(name)).toList();
                unit.run(
                        "UPDATE " + table + " SET " + column + " = ? WHERE id = ?",
                        AccountStore.lines(rest),
                        line.id());
            });
        }
    }

    private static Role role(Row row) {
        return new Role(
                row.text("id"),
                row.text("name"),
                row.number("priority"),
                row.textOrNull("parent"),
                row.words("acls"),
                row.words("groupacls"),
                row.numberOrNull("rate_limit"),
                tables(row.text("tables")));
    }

    private static SortedMap<String, TableEntry> tables(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<TreeMap<String, TableEntry>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the catalogue holds a role that cannot be read", e);
        }
    }

    private static String json(SortedMap<String, TableEntry> tables) {
        try {
            return Json.MAPPER.writeValueAsString(tables);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
