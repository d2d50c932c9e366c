package org.passerelle;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arrows of ARCHITECTURE.md, kept true. A rule on a room that is not built yet holds. */
class LayoutTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.passerelle");

    @Test
    void no_room_leads_back_to_itself() {
        holds(slices().matching("org.passerelle.(*)..").should().beFreeOfCycles());
    }

    @ParameterizedTest(name = "{0} only in {1}")
    @CsvSource(delimiter = '|', textBlock = """
        java.sql             | connection catalogue
        javax.sql            | connection catalogue
        io.agroal            | connection catalogue
        org.jooq             | connection catalogue data
        org.flywaydb         | catalogue
        com.github.kagkarlsson | catalogue
        com.password4j       | credential
        com.unboundid        | directory
        io.lettuce           | limit
        com.nimbusds         | token oauth signin
        net.minidev          | oauth
        io.netty             | format
        inet.ipaddr          | address
        de.siegmar           | format
        org.dhatim           | format
        org.apache.commons.compress | format
        cz.jirutka.rsql      | data
        com.google.re2j      | licence
        picocli              | command
        io.nayuki            | console
        io.quarkus.qute      | console
        com.fasterxml.jackson.dataformat | format
        org.eclipse.microprofile.health  | system
        io.opentelemetry     | gate
        io.prometheus        | gate
        com.cronutils        | scheduler
        io.opentelemetry     | gate
        io.prometheus        | gate
        io.vertx             | gate document console command outgoing mail
        """)
    void a_library_stays_in_its_rooms(String library, String rooms) {
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(packages(rooms))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library + ".."));
    }

    @Test
    void only_the_gate_asks_for_a_decision() {
        var decision = describe(
                "Access.decide",
                (JavaAccess<?> access) -> access.getTargetOwner().getName().equals("org.passerelle.access.Access")
                        && access.getTarget().getName().equals("decide"));
        holds(noClasses()
                .that()
                .resideOutsideOfPackages(packages("gate access"))
                .should()
                .accessTargetWhere(decision));
    }

    @Test
    void data_shows_its_face_and_keeps_its_plans_and_its_sql() {
        holds(classes()
                .that(resideInAnyPackage(packages("data")))
                .and()
                .haveNameMatching(".*(Plan|Sql)")
                .should()
                .bePackagePrivate());
    }

    @Test
    void every_room_says_what_it_is_and_where_null_may_be() {
        var silent = CODE.getPackage("org.passerelle").getSubpackagesInTree().stream()
                .filter(room -> !room.getClasses().isEmpty())
                .filter(room -> !room.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(silent).as("packages without a @NullMarked package-info").isEmpty();
    }

    private static String[] packages(String rooms) {
        return Arrays.stream(rooms.split(" "))
                .map(room -> "org.passerelle." + room + "..")
                .toArray(String[]::new);
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(CODE);
    }
}
