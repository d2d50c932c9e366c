package org.passerelle.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.format.Json;
import org.passerelle.format.MergePatch;

/**
 * A collection of things of one kind, and the six operations on it (wire.md §8, "CRUD"). What all collections share stands here; what is
 * one's own, its {@link Keeper} knows.
 *
 * <pre>GET    /things        200  by id, ?limit= and ?cursor=, Link next
 * POST   /things        201  Location; a given id is kept, a taken one is 409
 * GET    /things/{id}   200
 * PUT    /things/{id}   200  everything that GET shows is replaced; what is left out gets its default
 * PATCH  /things/{id}   200  what is given is changed, null erases (RFC 7396)
 * DELETE /things/{id}   204</pre>
 *
 * @param shown the record that is answered
 * @param written the record that is sent; it has every member of {@code shown}, so that what was read may be written back
 */
public record Crud<T, B>(Kind kind, Class<?> shown, Class<B> written, Keeper<T, B> keeper) {

    /**
     * Of what kind the things are.
     *
     * @param path of the collection, from {@code /api} on
     * @param name of one: the XML root, and how the document calls the shape
     * @param one as a sentence says it: {@code a role}
     * @param reading the right to see them
     * @param writing the right to change them
     * @param topic what a change is about. It is touched before anything is read, so that changes come one after the other
     */
    public record Kind(String path, String name, String one, Tag tag, Right reading, Right writing, Topic topic) {

        /** Seen and changed by the rights of an API type. */
        public Kind(String path, String name, String one, Tag tag, ApiType type, Topic topic) {
            this(path, name, one, tag, Right.read(type), Right.write(type), topic);
        }

        /** Without its article. */
        String noun() {
            return one.substring(one.indexOf(' ') + 1);
        }

        String operation(String verb) {
            return path.substring(path.lastIndexOf('/') + 1) + "." + verb;
        }
    }

    /** Keeps the things: their rules and their store. */
    public interface Keeper<T, B> {

        /** Those that the request's parameters ask for, in any order. */
        List<T> all(Call call);

        Optional<T> find(Call call, String id);

        String id(T thing);

        /** What GET shows of it, and what a PATCH is laid over: a record that {@code written} can read. */
        Object view(T thing);

        /** What this request is shown of it. */
        default Object view(T thing, Call call) {
            return view(thing);
        }

        /** @throws Fault 409 when the id that was given is taken */
        T add(Call call, Wanted<B> wanted);

        T change(Call call, T before, Wanted<B> wanted);

        /** Whether the answer to who made it tells a secret, which nobody on the way may keep. */
        default boolean tellsSecret(T made) {
            return false;
        }

        void remove(Call call, T thing);

        /** Says the parameters by which a list is made smaller. */
        default Operation.Builder listing(Operation.Builder operation) {
            return operation;
        }

        /** Says the parameters that {@link #view(Object, Call)} reads. */
        default Operation.Builder showing(Operation.Builder operation) {
            return operation;
        }
    }

    /**
     * How a thing shall be.
     *
     * @param body the whole of it; after a PATCH with what was before
     * @param said the members that the client named, if only by null: a write-only one that he did not name is kept
     */
    public record Wanted<B>(B body, Set<String> said) {

        public boolean says(String member) {
            return said.contains(member);
        }
    }

    public List<Operation> operations() {
        String item = kind.path() + "/{id}";
        Shape shape = Shape.of(shown, kind.name());
        return List.of(
                keeper.showing(Pages.declared(
                                keeper.listing(reading("list", "List " + kind.noun() + "s", kind.path()))))
                        .answers(200, Shape.many(shown, kind.name()))
                        .by(this::list),
                keeper.showing(writing(Operation.post(kind.path()), "create", "Add " + kind.one()))
                        .takes(written, kind.name())
                        .answers(201, shape)
                        .by(this::create),
                keeper.showing(reading("get", "Show " + kind.one(), item))
                        .answers(200, shape)
                        .by(call -> Reply.ok(keeper.view(held(call), call), kind.name())),
                keeper.showing(writing(Operation.put(item), "replace", "Replace " + kind.one()))
                        .takes(written, kind.name())
                        .answers(200, shape)
                        .by(this::replace),
                keeper.showing(writing(Operation.patch(item), "update", "Change " + kind.one()))
                        .takes(written, kind.name())
                        .answers(200, shape)
                        .by(this::update),
                writing(Operation.delete(item), "delete", "Remove " + kind.one())
                        .answers(204, Shape.NOTHING)
                        .by(this::delete));
    }

    private Operation.Builder reading(String verb, String title, String path) {
        return Operation.get(path)
                .named(kind.operation(verb), title)
                .tag(kind.tag())
                .needs(kind.reading());
    }

    private Operation.Builder writing(Operation.Builder operation, String verb, String title) {
        return operation
                .named(kind.operation(verb), title)
                .tag(kind.tag())
                .needs(kind.writing())
                .changes(DryRun.CATALOGUE);
    }

    private Reply list(Call call) {
        return Pages.of(call, keeper.all(call), keeper::id, thing -> keeper.view(thing, call), kind.name() + "s");
    }

    private Reply create(Call call) {
        call.change().touch(kind.topic());
        ObjectNode given = call.body().object();
        T made = keeper.add(call, wanted(given, given, null));
        Reply reply =
                Reply.created(keeper.view(made, call), kind.name(), kind.path() + "/" + Pages.encode(keeper.id(made)));
        return keeper.tellsSecret(made) ? reply.with("Cache-Control", "no-store") : reply;
    }

    private Reply replace(Call call) {
        call.change().touch(kind.topic());
        T before = held(call);
        ObjectNode given = call.body().object();
        return changed(call, before, wanted(given, given, keeper.id(before)));
    }

    private Reply update(Call call) {
        call.change().touch(kind.topic());
        T before = held(call);
        ObjectNode given = call.body().object();
        ObjectNode whole = MergePatch.apply(Json.MAPPER.valueToTree(keeper.view(before)), given);
        return changed(call, before, wanted(whole, given, keeper.id(before)));
    }

    private Reply changed(Call call, T before, Wanted<B> wanted) {
        return Reply.ok(keeper.view(keeper.change(call, before, wanted), call), kind.name());
    }

    private Reply delete(Call call) {
        call.change().touch(kind.topic());
        keeper.remove(call, held(call));
        return Reply.empty(204);
    }

    /** @param id what the id must be, if it is said; null for a new thing */
    private Wanted<B> wanted(ObjectNode whole, ObjectNode given, @Nullable String id) {
        JsonNode said = given.path("id");
        if (id != null && !said.isMissingNode() && !said.asText().equals(id)) {
            throw Fault.badMember("id", "cannot change");
        }
        var names = new HashSet<String>();
        given.fieldNames().forEachRemaining(names::add);
        return new Wanted<>(Documents.convert(whole, written), Set.copyOf(names));
    }

    private T held(Call call) {
        return keeper.find(call, call.path("id"))
                .orElseThrow(() -> Fault.notFound("There is no {} {}.", kind.noun(), call.path("id")));
    }
}
