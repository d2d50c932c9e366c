package org.passerelle.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Shape;

/** Whatever can be listed, made and replaced is part of a configuration, or is left out for a reason. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class SectionsTest {

    private static final Map<String, String> LEFT_OUT = Map.of(
            "/api/v1/users", "people",
            "/api/v1/auth/apikeys", "credentials",
            "/api/v1/clients", "credentials",
            "/api/v1/client-requests", "what people ask for");

    @Inject
    Operations operations;

    @Test
    void every_collection_has_its_line_or_its_reason() {
        Set<String> collections = new TreeSet<>(paths(Method.POST));
        collections.retainAll(paths(Method.GET));
        collections.removeIf(
                path -> paths(Method.PUT).stream().noneMatch(item -> item.matches(Pattern.quote(path) + "/\\{\\w+}")));
        collections.removeIf(path -> !path.startsWith("/api/v1/"));
        collections.removeAll(LEFT_OUT.keySet());
        assertThat(kinds().map(Collection.Kind::path)).containsExactlyInAnyOrderElementsOf(collections);
    }

    @Test
    void what_a_server_makes_by_itself_is_in_no_document() {
        kinds().forEach(kind ->
                assertThat(untouched(kind.path())).as(kind.path()).isSubsetOf(kind.made()));
    }

    private Set<String> paths(Method method) {
        return operations.all().stream()
                .filter(operation -> operation.method() == method)
                .map(Operation::path)
                .collect(Collectors.toSet());
    }

    private static Stream<Collection.Kind> kinds() {
        return Stream.concat(Stream.of(Sections.CONNECTIONS), Sections.COLLECTIONS.stream());
    }

    /** Members that are taken and change nothing, or that the server is said to give. */
    private List<String> untouched(String path) {
        return operations.all().stream()
                .filter(operation -> operation.path().equals(path) && operation.method() == Method.POST)
                .flatMap(operation -> Arrays.stream(
                        ((Shape.Of) operation.request().body()).type().getRecordComponents()))
                .filter(member ->
                        member.getAnnotation(Doc.class).value().matches("Is not changed.*|.*; given by the server"))
                .map(RecordComponent::getName)
                .toList();
    }
}
