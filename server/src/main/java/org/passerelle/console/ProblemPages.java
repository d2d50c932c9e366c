package org.passerelle.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** {@code GET /problems/{code}}: where the {@code type} of a problem leads (RFC 9457 §3.1.1). Both languages, the reader's first. */
@Singleton
final class ProblemPages implements Capability {

    private final Pages pages;

    @Inject
    ProblemPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.open("/problems", "site.problems", "The kinds of problems", this::all),
                Pages.open("/problems/{code}", "site.problem", "A kind of problem", this::one));
    }

    private Reply all(Call call) {
        Language language = Language.of(call);
        return pages.show(
                call,
                "problems",
                Map.of(
                        "problems",
                        Arrays.stream(Fault.Kind.values())
                                .map(kind -> told(kind, language))
                                .toList()));
    }

    private Reply one(Call call) {
        Fault.Kind kind = Arrays.stream(Fault.Kind.values())
                .filter(k -> k.code().equals(call.path("code")))
                .findFirst()
                .orElseThrow(() -> Fault.notFound("There is no such kind of problem."));
        Language language = Language.of(call);
        return pages.show(
                call, "problem", Map.of("problem", told(kind, language), "again", told(kind, language.other())));
    }

    /** A kind of problem in one language, by the names that templates use. */
    private static Map<String, Object> told(Fault.Kind kind, Language language) {
        Map<String, String> texts = Texts.of(language);
        String key = "problem_" + kind.code().replace('-', '_');
        return Map.of(
                "lang", language.tag(),
                "code", kind.code(),
                "status", kind.status(),
                "title", kind.title(),
                "name", text(texts, key + "_name"),
                "means", text(texts, key + "_means"),
                "remedy", text(texts, key + "_do"),
                "heading_means", text(texts, "problem_means"),
                "heading_do", text(texts, "problem_do"));
    }

    private static String text(Map<String, String> texts, String key) {
        return Objects.requireNonNull(texts.get(key), key);
    }
}
