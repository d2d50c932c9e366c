package org.passerelle.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.Json;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.setting.Known;
import org.passerelle.setting.Settings;
import org.passerelle.setting.SettingsReader;

/** {@code GET|PUT /api/v1/settings} (wire.md §8; DigDash D14). What is changed holds from the next start on. */
@Singleton
final class SettingOperations implements Capability {

    private static final String PATH = "/api/v1/settings";
    private static final String ROOT = "settings";

    private final SettingsReader reader;
    private final Catalogue catalogue;
    private final Vault vault;
    private final Map<String, Known> started;

    @Inject
    SettingOperations(SettingsReader reader, Catalogue catalogue, Vault vault) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.vault = vault;
        this.started = byName(reader.read(SettingStore.all(catalogue, vault)));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named("settings.list", "List the settings")
                        .tag(Tag.SYSTEM)
                        .needs(Right.read(ApiType.SYSTEM))
                        .answers(200, Shape.many(SettingView.class, "setting"))
                        .by(call -> Reply.ok(shown(catalogue), ROOT)),
                Operation.put(PATH)
                        .named("settings.change", "Change settings, all or none; null sets one back to its default")
                        .tag(Tag.SYSTEM)
                        .needs(Right.write(ApiType.SYSTEM))
                        .takes(
                                new Shape.Members(
                                        "Settings by name: texts, numbers, true or false, or null; the array that GET shows is taken too",
                                        "{\"rateLimit\":60}"),
                                Format.OBJECT)
                        .answers(200, Shape.many(SettingView.class, "setting"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::change));
    }

    private Reply change(Call call) {
        call.change().touch(Topic.SETTINGS);
        var kept = new TreeMap<>(SettingStore.all(call.change(), vault));
        Map<String, Known> known = byName(reader.read(kept));
        ObjectNode wanted = wanted(call.body().tree(), known);
        var errors = new ArrayList<Fault.Error>();
        wanted.properties().forEach(member -> {
            String name = member.getKey();
            String refusal = refusal(known.get(name), member.getValue());
            if (refusal != null) {
                errors.add(new Fault.Error(Fault.pointer(name), refusal));
            } else if (member.getValue().isNull()) {
                kept.remove(name);
            } else {
                kept.put(name, member.getValue().asText());
            }
        });
        errors.addAll(problems(kept));
        if (!errors.isEmpty()) {
            throw Fault.badRequest("These settings cannot be: nothing was changed.", errors);
        }
        wanted.fieldNames().forEachRemaining(name -> {
            SettingStore.remove(call.change(), name);
            if (kept.containsKey(name)) {
                SettingStore.put(call.change(), vault, Objects.requireNonNull(known.get(name)), kept.get(name));
            }
        });
        return Reply.ok(shown(call.change()), ROOT);
    }

    /** By name. Of the array that GET shows, what says something else than GET does: a secret, which is shown as null, stays what it is. */
    private static ObjectNode wanted(JsonNode body, Map<String, Known> known) {
        if (body instanceof ObjectNode byName) {
            return byName;
        }
        if (!body.isArray()) {
            throw Fault.badRequest("The body must be an object of settings by name, or the array that GET shows.");
        }
        ObjectNode wanted = Json.MAPPER.createObjectNode();
        for (JsonNode entry : body) {
            String name = entry.path("name").asText();
            Known setting = known.get(name);
            String shown = setting == null || setting.isSecret() ? null : setting.value();
            JsonNode value = entry.path("value");
            if (setting == null || !Objects.equals(value.isNull() ? null : value.asText(), shown)) {
                wanted.set(name, value);
            }
        }
        return wanted;
    }

    private static @Nullable String refusal(@Nullable Known setting, JsonNode value) {
        if (setting == null) {
            return "there is no such setting";
        }
        if (setting.isFirst()) {
            return "it is needed before the catalogue can be read: say it in " + Settings.FILE + " or the environment";
        }
        if (!SettingView.isChangeable(setting)) {
            return "the " + setting.origin().word() + " says it: change it there";
        }
        return value.isValueNode() ? null : "it must be a text, a number, true, false or null";
    }

    private List<Fault.Error> problems(Map<String, String> kept) {
        try {
            reader.read(kept);
            return List.of();
        } catch (Settings.SettingsProblem e) {
            return e.problems().stream()
                    .map(problem -> new Fault.Error(
                            problem.key().isEmpty() ? "" : Fault.pointer(problem.key()), problem.text()))
                    .toList();
        }
    }

    private List<SettingView> shown(Source source) {
        return reader.read(SettingStore.all(source, vault)).known().stream()
                .map(setting -> SettingView.of(setting, started.get(setting.name())))
                .toList();
    }

    private static Map<String, Known> byName(Settings settings) {
        return settings.known().stream().collect(Collectors.toMap(Known::name, Function.identity()));
    }
}
