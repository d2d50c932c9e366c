package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.passerelle.document.Entries.Entry;
import org.passerelle.operation.Tag;

/** Writes the document (OpenAPI 3.1.0) of one audience. Pure. */
final class Document {

    private static final String ABOUT = """
            A REST API over business databases. This document shows what **your** credential may use: authorize, and it is made anew.

            - **Credentials**: a password (Basic), a token or an API key (Bearer, or `X-API-Key`); one of them, not two.
            - **Formats**: JSON unless `Accept` or `Content-Type` says XML; lists also as CSV and NDJSON.
            - **Rehearsal**: `Dry-Run: true` on whatever writes gives the same checks and the same answer, and changes nothing.
            - **Refusals**: `application/problem+json` (RFC 9457); `{"msg":"…"}` for data by view. A method that a path does not have \
            is 405, another version than 1 is 400.
            """;

    private final Stock stock;
    private final Audience audience;
    private final Site site;

    Document(Stock stock, Audience audience, Site site) {
        this.stock = stock;
        this.audience = audience;
        this.site = site;
    }

    /**
     * Where the API is.
     *
     * @param publicUrl without a slash at its end
     * @param domains first path segments that mean nothing, in the order in which they are offered
     * @param empty those of them under which most refusals have no body
     * @param prefix {@code /domain} when the document was asked for under one, else empty
     */
    record Site(URI publicUrl, List<String> domains, Set<String> empty, String prefix) {}

    ObjectNode write() {
        List<Entry> entries = Entries.of(stock, audience);
        var parts = new Parts();
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        info(document.putObject("info"));
        servers(document.putArray("servers"));
        ArrayNode security = document.putArray("security");
        Set<Tag> tags = EnumSet.noneOf(Tag.class);
        entries.forEach(entry -> tags.add(entry.operation().tag()));
        tags(document.putArray("tags"), tags);
        var names = PartNames.of(stock);
        var records = new RecordSchemas(parts, names, stock.operations());
        var bodies = new Bodies(
                records, new RowSchemas(parts, names, audience), new ModuleSchemas(parts, audience.examples()), stock);
        paths(document.putObject("paths"), entries, parts, bodies);
        if (tags.contains(Tag.WEBHOOKS)) {
            new HookParts(parts, new HookData(stock, records)).writeTo(document.putObject("webhooks"));
        }
        ObjectNode components = document.putObject("components");
        schemes(components.putObject("securitySchemes"))
                .forEach(scheme -> security.addObject().putArray(scheme));
        parts.writeTo(components);
        return document;
    }

    private void info(ObjectNode info) {
        info.put("title", "Passerelle").put("version", "1.0.0").put("summary", "A business database, opened safely.");
        info.putObject("license").put("name", "Apache 2.0").put("identifier", "Apache-2.0");
        String about = ABOUT;
        if (!site.empty().isEmpty()) {
            about += "- **Domains**: under " + String.join(", ", site.empty())
                    + " the refusals 401, 403, 404, 409, 422, 500 and 503 have no body.\n";
        }
        if (!audience.grant().caller().isAnonymous()) {
            about += audience.limits().inWords();
            info.set("x-limits", audience.limits().told());
        }
        if (audience.breadth() != Audience.Breadth.NOTHING) {
            about += "\nMore is shown than you may use; what is not open to you has `x-locked`.\n";
        }
        info.put("description", about);
    }

    /** The plain address and the one with a domain; first the one by which the document was asked for. */
    private void servers(ArrayNode servers) {
        ObjectNode plain = JsonNodeFactory.instance
                .objectNode()
                .put("url", site.publicUrl().toString())
                .put("description", place() + ", without a domain")
                .put("x-internal", false);
        if (site.domains().isEmpty()) {
            servers.add(plain);
            return;
        }
        ObjectNode domain = JsonNodeFactory.instance
                .objectNode()
                .put("url", site.publicUrl() + "/{domain}")
                .put("description", place() + ", with a domain")
                .put("x-internal", false);
        ObjectNode variable = domain.putObject("variables").putObject("domain");
        variable.put("description", "The first segment of each path; it means the same API.");
        variable.put(
                "default",
                site.prefix().isEmpty()
                        ? site.domains().getFirst()
                        : site.prefix().substring(1));
        site.domains().forEach(variable.putArray("enum")::add);
        if (site.prefix().isEmpty()) {
            servers.add(plain).add(domain);
        } else {
            servers.add(domain).add(plain);
        }
    }

    /** A server that is reached from its own machine alone is nobody's production. */
    private String place() {
        boolean local = Set.of("localhost", "127.0.0.1", "[::1]")
                .contains(String.valueOf(site.publicUrl().getHost()));
        return local ? "Local" : "Production";
    }

    private static void tags(ArrayNode array, Set<Tag> tags) {
        for (Tag tag : tags) {
            array.addObject()
                    .put("name", tag.title())
                    .put(
                            "description",
                            switch (tag) {
                                case AUTHENTICATION -> "Tokens and API keys: how one gets a credential, and ends it.";
                                case USERS -> "Accounts, and what they may do.";
                                case SESSIONS -> "Who is there now, and how to end that.";
                                case SYSTEM -> "The state of the server, and its settings.";
                                case LICENSE -> "The licence and its seats.";
                                case EVENTS -> "Events, and how they are fired.";
                                case CONNECTIONS -> "Business databases, their tables, and the views of them.";
                                case WEBHOOKS -> "Who is told of changes, and what became of each telling.";
                                case DATA -> "Records of the opened tables: by view, and as resources.";
                                case PUBLIC -> "What is published to everyone.";
                                case SITE -> "Pages for people.";
                            });
        }
    }

    private void paths(ObjectNode paths, List<Entry> entries, Parts parts, Bodies bodies) {
        var writer =
                new OperationWriter(parts, new Parameters(parts, audience.examples()), bodies, new FaultParts(parts));
        for (Entry entry : entries) {
            String method = entry.operation().method().name().toLowerCase(Locale.ROOT);
            ((ObjectNode) paths.withObjectProperty(entry.path())).set(method, writer.write(entry));
        }
    }

    private static List<String> schemes(ObjectNode schemes) {
        schemes.putObject("BasicAuth")
                .put("type", "http")
                .put("scheme", "basic")
                .put("description", "Login and password; meant for the first call, which makes a token or a key.");
        schemes.putObject("BearerAuth")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token made here, an OAuth access token, or an API key.");
        schemes.putObject("ApiKeyAuth")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "X-API-Key")
                .put("description", "An API key, also called personal access token.");
        return List.of("BasicAuth", "BearerAuth", "ApiKeyAuth");
    }
}
