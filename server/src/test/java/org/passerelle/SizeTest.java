package org.passerelle;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Small enough to be read: files, methods, and what a constructor takes (records, being plain data, excepted). */
class SizeTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int FILE = 300;
    private static final int METHOD = 40;
    private static final int PARAMETERS = 6;

    /**
     * What is bigger, and the reason; this list may only shrink. A file is named "gate/Gate.java", a method
     * "gate/Gate.java Gate.decide", a constructor "gate/Gate.java Gate.<init>".
     */
    private static final Map<String, String> REASONS = Map.of();

    private static final Map<String, String> TOO_BIG = new TreeMap<>();

    @BeforeAll
    static void measure() throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var files = javac.getStandardFileManager(null, null, null);
                var tree = Files.walk(SOURCES)) {
            var sources = tree.filter(file -> file.toString().endsWith(".java")).toList();
            var task = (JavacTask) javac.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var positions = Trees.instance(task).getSourcePositions();
            for (var unit : task.parse()) {
                new Ruler(unit, positions).scan(unit, "");
            }
        }
    }

    @Test
    void nothing_is_too_big_without_a_reason() {
        var unexplained = new TreeMap<>(TOO_BIG);
        unexplained.keySet().removeAll(REASONS.keySet());
        assertThat(unexplained).as("too big").isEmpty();
    }

    @Test
    void no_reason_outlives_its_cause() {
        assertThat(REASONS.keySet())
                .as("small enough now: take it off the list")
                .isSubsetOf(TOO_BIG.keySet());
    }

    /** Walks one file; the string handed down is the name of the class around. */
    private static final class Ruler extends TreeScanner<Void, String> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String file;

        Ruler(CompilationUnitTree unit, SourcePositions positions) throws IOException {
            this.unit = unit;
            this.positions = positions;
            this.file = SOURCES.resolve("org/passerelle")
                    .toAbsolutePath()
                    .relativize(Path.of(unit.getSourceFile().toUri()))
                    .toString();
            var lines =
                    unit.getSourceFile().getCharContent(true).toString().lines().count();
            judge(file, lines, FILE, "lines");
        }

        @Override
        public Void visitClass(ClassTree type, String around) {
            var name = around.isEmpty() ? type.getSimpleName().toString() : around + "." + type.getSimpleName();
            for (var member : type.getMembers()) {
                if (member instanceof MethodTree method && type.getKind() != Tree.Kind.RECORD) {
                    parameters(method, name);
                }
            }
            return super.visitClass(type, name);
        }

        @Override
        public Void visitMethod(MethodTree method, String around) {
            var lines =
                    line(positions.getEndPosition(unit, method)) - line(positions.getStartPosition(unit, method)) + 1;
            judge(file + " " + around + "." + method.getName(), lines, METHOD, "lines");
            return super.visitMethod(method, around);
        }

        private void parameters(MethodTree method, String around) {
            if (method.getName().contentEquals("<init>")) {
                judge(file + " " + around + ".<init>", method.getParameters().size(), PARAMETERS, "parameters");
            }
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }

        private static void judge(String what, long measure, int limit, String unit) {
            if (measure > limit) {
                TOO_BIG.merge(what, measure + " " + unit, (one, other) -> one + ", " + other);
            }
        }
    }
}
