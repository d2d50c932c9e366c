package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jooq.Field;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Text without case and accents: one rule in Java and in the SQL of four engines. */
class FoldingTest {

    private static final List<String> TEXTS = List.of(
            "œuvre",
            "Œuvre",
            "OEUVRE",
            "oeuvre",
            "ouvre",
            "cœur",
            "coeur",
            "CŒUR",
            "cour",
            "cæsium",
            "Cæsium",
            "caesium",
            "casium",
            "Straße",
            "STRASSE",
            "strasse",
            "strase",
            "STRAẞE",
            "Évry",
            "EVRY",
            "évry",
            "evry",
            "Evry ",
            " Evry",
            "E\u0301vry",
            "garçon",
            "GARÇON",
            "garcon",
            "Núñez",
            "nunez",
            "NUÑEZ",
            "Noël",
            "noel",
            "NOËL",
            "naïf",
            "naif",
            "où",
            "ou",
            "août",
            "aout",
            "crème brûlée",
            "Creme Brulee",
            "l'été",
            "L’ÉTÉ",
            "lete",
            "Łódź",
            "lodz",
            "Øresund",
            "oresund",
            "Đorđe",
            "dorde",
            "Ħal",
            "hal",
            "İstanbul",
            "istanbul",
            "ISTANBUL",
            "ıstanbul",
            "Ÿ",
            "y",
            "Žižek",
            "zizek",
            "ﬁn",
            "fin",
            "100 %",
            "100%",
            "a_b",
            "aXb",
            "a!b",
            "back\\slash",
            "\"quoted\"",
            "it's",
            "",
            " ",
            "Ελλάδα",
            "漢字",
            "🦊",
            "Москва",
            "𝒜",
            "ĳ",
            "ij",
            "ŉ",
            "n",
            "ŋ",
            "ð",
            "þ",
            "ſ",
            "s",
            "µ",
            "ª",
            "½");

    private static final List<String> MORE = List.of("ﬁn", "ĳ", "ª", "𝒜");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "Œuvre, oeuvre",
        "CÆSAR, caesar",
        "STRAẞE, strasse",
        "Straße, strasse",
        "ÉÈÊËéèêë, eeeeeeee",
        "ÀÂÄàâä, aaaaaa",
        "ÎÏîïÔÖôöÙÛÜùûüŸÿ, iiiioooouuuuuuyy",
        "Çç Ññ, cc nn",
        "Łódź Øresund Đorđe, lodz oresund dorde",
        "L'ÉTÉ 2026, l'ete 2026",
        "🦊, 🦊",
        "E\u0301vry, evry"
    })
    void it_knows_neither_case_nor_accents(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @Test
    void a_folded_text_stays_as_it_is() {
        letters().forEach(text -> assertThat(Folding.fold(Folding.fold(text))).isEqualTo(Folding.fold(text)));
    }

    @ParameterizedTest
    @EnumSource
    void every_engine_folds_as_java_does(org.passerelle.engine.Engine engine) {
        var fixture = engine.fresh("folding");
        fixture.execute("create table texts (t varchar(100)"
                + (engine == org.passerelle.engine.Engine.MARIADB ? " collate utf8mb4_bin" : "") + ")");
        List<String> all = new ArrayList<>(TEXTS);
        all.addAll(letters());
        if (engine == org.passerelle.engine.Engine.MARIADB) {
            all.removeAll(MORE); // its collation knows these too
        }
        all.stream().distinct().forEach(text -> fixture.update("insert into texts values (?)", text));
        UnaryOperator<String> folding = engine == org.passerelle.engine.Engine.H2
                ? text -> Folding.fold(text).stripTrailing() // as of CHAR, which it pads
                : Folding::fold;
        var wrong = new ArrayList<String>();
        try (var database = Opener.open(fixture)) {
            for (String text : all) {
                String sought = folding.apply(text);
                check(
                        wrong,
                        text + " =",
                        all,
                        found(database, "%s = ?", sought),
                        t -> folding.apply(t).equals(sought));
                if (!sought.isEmpty()) {
                    String pattern =
                            "%" + sought.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
                    check(
                            wrong,
                            text + " in",
                            all,
                            found(database, "%s like ? escape '!'", pattern),
                            t -> folding.apply(t).contains(sought));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Latin-1 and Latin Extended-A, each letter between two others. */
    private static List<String> letters() {
        var letters = new ArrayList<String>();
        for (char c = 0xC0; c <= 0x17F; c++) {
            if (Character.isLetter(c)) {
                letters.add("x" + c + "x");
            }
        }
        return letters;
    }

    private static void check(
            List<String> wrong, String what, List<String> all, TreeSet<String> found, Predicate<String> inJava) {
        var expected = new TreeSet<>(all.stream().filter(inJava).toList());
        if (!found.equals(expected)) {
            wrong.add(what + ": " + found + ", not " + expected);
        }
    }

    private static TreeSet<String> found(Database database, String condition, String value) {
        Field<String> column = DSL.field(DSL.name("t"), String.class);
        Engine engine = database.engine();
        String folded = DSL.using(engine.dialect())
                .renderContext()
                .paramType(ParamType.INLINED)
                .visit(Folding.fold(engine, engine == Engine.H2 ? DSL.field("T", String.class) : column))
                .render();
        var sql = new Sql("select t from texts where " + condition.formatted(folded), List.of(value));
        List<Object[]> rows = database.read(session -> session.fetch(sql, List.of(new ColumnType.Text(0))));
        return new TreeSet<>(rows.stream().map(row -> String.valueOf(row[0])).toList());
    }
}
