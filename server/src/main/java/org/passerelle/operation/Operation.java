package org.passerelle.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Demand;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;

/**
 * One thing that the API can do. Everything about it stands here once; routes, checks, document and tests are made from it.
 *
 * @param name unique and stable: {@code connections.create}
 * @param path a template: {@code /api/v1/connections/{id}}
 * @param table names the table that a {@link Right.Data} is about, from the path's parameters
 * @param faults how refusals look
 * @param deferrable whether it may take long, so that a client may have it answered later, as an action
 */
public record Operation(
        String name,
        String title,
        Tag tag,
        Method method,
        String path,
        Right right,
        Function<Params, String> table,
        Request request,
        Answer answer,
        DryRun dryRun,
        Audit audit,
        Faults faults,
        Credentials credentials,
        boolean deferrable,
        Handler handler) {

    /** The header by which a call counts once, however often it is made. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** What comes in. An operation that takes no formats takes no body. */
    public record Request(List<Parameter> parameters, Shape body, boolean optionalBody, Set<Format> formats) {}

    /** What goes out when all is well. */
    public record Answer(int status, Shape shape, Set<Format> formats) {}

    /** The body of an error. */
    public enum Faults {
        /** {@code {"msg":"…"}} (wire.md §4). */
        MESSAGE,
        /** RFC 9457. */
        PROBLEM,
        /** {@code {"error":"…","error_description":"…"}} (RFC 6749 §5.2). */
        OAUTH
    }

    /** Which credentials are let in. */
    public enum Credentials {
        ANY,
        OAUTH_ONLY,
        /** Those that the operation reads itself: an OAuth client's (RFC 6749 §2.3), a person's who signs in. */
        ITSELF
    }

    /** Whether a client that does not know how a call came out may repeat it under the same key. The other methods need no key for that. */
    public boolean isRepeatable() {
        return isRepeatable(method, dryRun, deferrable);
    }

    private static boolean isRepeatable(Method method, DryRun dryRun, boolean deferrable) {
        return dryRun != DryRun.READS && (method == Method.POST || method == Method.PATCH || deferrable);
    }

    /** What a request for it asks for, when it names this table. */
    public Demand demand(String named) {
        return new Demand(right, named, credentials == Credentials.OAUTH_ONLY);
    }

    /**
     * The table that a request is about.
     *
     * @param missing set when there is none of this name: told only to those who might read it if there were
     */
    public record Named(String table, @Nullable Fault missing) {}

    /** @param parameters of the path */
    public Named named(Params parameters) {
        try {
            return new Named(table.apply(parameters), null);
        } catch (Fault fault) {
            return new Named(
                    String.join("/", parameters.values().values().iterator().next()), fault);
        }
    }

    public static Builder get(String path) {
        return new Builder(Method.GET, path);
    }

    public static Builder post(String path) {
        return new Builder(Method.POST, path);
    }

    public static Builder put(String path) {
        return new Builder(Method.PUT, path);
    }

    public static Builder patch(String path) {
        return new Builder(Method.PATCH, path);
    }

    public static Builder delete(String path) {
        return new Builder(Method.DELETE, path);
    }

    /** The same operation under another path, for a family that has two. */
    public Operation at(String otherPath, String otherName, Credentials otherCredentials) {
        return new Operation(
                otherName,
                title,
                tag,
                method,
                otherPath,
                right,
                table,
                request,
                answer,
                dryRun,
                audit,
                faults,
                otherCredentials,
                deferrable,
                handler);
    }

    /** The same operation for those who hold this right. */
    public Operation needing(Right otherRight) {
        return new Operation(
                name,
                title,
                tag,
                method,
                path,
                otherRight,
                table,
                request,
                answer,
                dryRun,
                audit,
                faults,
                credentials,
                deferrable,
                handler);
    }

    /** Says an operation sentence by sentence. A part that is left out has the safest value, or is refused at start. */
    public static final class Builder {
        private final Method method;
        private final String path;
        private final List<Parameter> parameters = new ArrayList<>();
        private String name = "";
        private String title = "";
        private Tag tag = Tag.DATA;
        private Right right = new Right.Known();
        private boolean rightSaid;
        private Function<Params, String> table = p -> "";
        private Shape body = Shape.NOTHING;
        private boolean optionalBody;
        private Set<Format> takes = Set.of();
        private Answer answer = new Answer(204, Shape.NOTHING, Format.OBJECT);
        private DryRun dryRun = DryRun.READS;
        private Faults faults = Faults.PROBLEM;
        private Credentials credentials = Credentials.ANY;
        private boolean deferrable;

        private Builder(Method method, String path) {
            this.method = method;
            this.path = path;
        }

        public Builder named(String newName, String newTitle) {
            name = newName;
            title = newTitle;
            return this;
        }

        public Builder tag(Tag newTag) {
            tag = newTag;
            return this;
        }

        public Builder needs(Right newRight) {
            right = newRight;
            rightSaid = true;
            return this;
        }

        /** The table is the one that this path parameter leads to. */
        public Builder onTable(Function<Params, String> newTable) {
            table = newTable;
            return this;
        }

        public Builder query(String parameter, String description, String example) {
            parameters.add(new Parameter(parameter, Parameter.In.QUERY, description, example));
            return this;
        }

        public Builder option(String parameter, String description, String example) {
            parameters.add(new Parameter(parameter, Parameter.In.OPTION, description, example));
            return this;
        }

        public Builder header(String parameter, String description, String example) {
            parameters.add(new Parameter(parameter, Parameter.In.HEADER, description, example));
            return this;
        }

        public Builder takes(Shape shape, Set<Format> formats) {
            body = shape;
            takes = formats;
            return this;
        }

        public Builder takes(Class<?> type, String shapeName) {
            return takes(Shape.of(type, shapeName), Format.OBJECT);
        }

        /** The body may be left out. */
        public Builder orNothing() {
            optionalBody = true;
            return this;
        }

        public Builder answers(int status, Shape shape, Set<Format> formats) {
            answer = new Answer(status, shape, formats);
            return this;
        }

        public Builder answers(int status, Shape shape) {
            return answers(status, shape, Format.OBJECT);
        }

        public Builder changes(DryRun what) {
            dryRun = what;
            return this;
        }

        public Builder refusesBy(Faults style) {
            faults = style;
            return this;
        }

        public Builder lets(Credentials in) {
            credentials = in;
            return this;
        }

        /** It may take long: {@code Prefer: respond-async} makes it an action. */
        public Builder mayTakeLong() {
            deferrable = true;
            return header("Prefer", "respond-async: answer 202 at once, with an action to follow", "respond-async");
        }

        public Operation by(Handler handler) {
            if (name.isEmpty() || !rightSaid) {
                throw new IllegalStateException(method + " " + path + " has no " + (rightSaid ? "name" : "right"));
            }
            if (isRepeatable(method, dryRun, deferrable) && !(right instanceof Right.Open)) {
                header(
                        IDEMPOTENCY_KEY,
                        "One's own name for this call: whoever repeats it under the same key within a day is given the same answer, and nothing is"
                                + " done twice",
                        "2f1e7a0c-5b0f-4d57-9c55-3f0a6f3b8d11");
            }
            return new Operation(
                    name,
                    title,
                    tag,
                    method,
                    path,
                    right,
                    table,
                    new Request(List.copyOf(parameters), body, optionalBody, takes),
                    answer,
                    dryRun,
                    Audit.of(credentials, dryRun),
                    faults,
                    credentials,
                    deferrable,
                    handler);
        }
    }
}
