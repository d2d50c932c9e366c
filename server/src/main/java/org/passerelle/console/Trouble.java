package org.passerelle.console;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.fault.Fault;

/**
 * A refusal as people read it, in their language.
 *
 * @param original the same as the API says it, where nobody has said it in their language yet; else empty
 * @param errors what is wrong with each field, by its name; of a part of one also by both names: {@code public-name}
 * @param request to quote
 */
public record Trouble(
        int status, String title, String detail, String original, Map<String, String> errors, String request) {

    static Trouble of(Screen screen, Fault fault) {
        return of(screen.language(), fault, screen.call().terms().requestId());
    }

    static Trouble of(Language language, Fault fault, String request) {
        Map<String, String> texts = Texts.of(language);
        var errors = new HashMap<String, String>();
        fault.errors().forEach(error -> {
            String told = Refusals.in(language, error.said()).orElse(error.detail());
            places(error.pointer()).forEach(place -> errors.merge(place, told, (a, b) -> a + "; " + b));
        });
        String kind = "problem_" + fault.kind().code().replace('-', '_');
        var said = Refusals.in(language, fault.said()).or(() -> byFirst(language, fault));
        return new Trouble(
                fault.kind().status(),
                Objects.requireNonNull(texts.get(kind + "_name")),
                said.orElse(Objects.requireNonNull(texts.get(kind + "_means"))),
                said.isPresent() ? "" : fault.detail(),
                errors,
                request);
    }

    /** Where the whole only repeats the first of its errors, of which it names the member. */
    private static Optional<String> byFirst(Language language, Fault fault) {
        return fault.errors().stream()
                .findFirst()
                .filter(first -> fault.detail().contains(first.detail()))
                .flatMap(first ->
                        Refusals.in(language, first.said()).map(told -> field(first.pointer()) + " : " + told));
    }

    /** The field that a JSON Pointer leads to, and its part. */
    private static List<String> places(String pointer) {
        String[] parts = pointer.split("/");
        String field = field(pointer);
        return parts.length < 3 ? List.of(field) : List.of(field, field + "-" + parts[2]);
    }

    /** The first part of a JSON Pointer. */
    private static String field(String pointer) {
        String[] parts = pointer.split("/");
        return parts.length < 2 ? "" : parts[1].replace("~1", "/").replace("~0", "~");
    }
}
