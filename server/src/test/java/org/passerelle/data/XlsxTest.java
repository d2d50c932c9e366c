package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Workbooks, out and in (wire.md §6): what people see in a sheet is what is written, and what is no such sheet is told why. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class XlsxTest {

    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String ITEMS = "/api/items/commandes/";
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private final Client key = Client.byKey();
    private final Client sheets = key.with("Content-Type", TYPE);
    private final String k = "x" + UUID.randomUUID() + "-";

    /** Writes into the sheet of a workbook. */
    private interface Filling {
        void fill(Worksheet sheet);
    }

    private static byte[] workbook(Filling filling) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Sheet");
            filling.fill(sheet);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static void row(Worksheet sheet, int row, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            switch (cells[i]) {
                case String text -> sheet.value(row, i, text);
                case Number number -> sheet.value(row, i, number);
                case Boolean flag -> sheet.value(row, i, flag);
                default -> throw new AssertionError(cells[i]);
            }
        }
    }

    /** A workbook whose sheet is this XML, within {@code sheetData}. */
    private static byte[] raw(String rows) throws IOException {
        return zipped(parts(rows));
    }

    private static Map<String, byte[]> parts(String rows) {
        String types = "http://schemas.openxmlformats.org/package/2006/content-types";
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        String office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String sheetMl = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        var parts = new LinkedHashMap<String, String>();
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns='" + types + "'><Override PartName='/xl/workbook.xml' ContentType='" + sheetMl
                        + "sheet.main+xml'/><Override PartName='/" + SHEET + "' ContentType='" + sheetMl
                        + "worksheet+xml'/></Types>");
        parts.put(
                "_rels/.rels",
                "<Relationships xmlns='" + relations + "'><Relationship Id='r1' Type='" + office
                        + "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns='" + main + "' xmlns:r='" + office
                        + "'><sheets><sheet name='Sheet' sheetId='1' r:id='r1'/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns='" + relations + "'><Relationship Id='r1' Type='" + office
                        + "/worksheet' Target='worksheets/sheet1.xml'/></Relationships>");
        parts.put(SHEET, "<worksheet xmlns='" + main + "'><sheetData>" + rows + "</sheetData></worksheet>");
        var bytes = new LinkedHashMap<String, byte[]>();
        parts.forEach((name, text) -> bytes.put(name, Client.bytes(text)));
        return bytes;
    }

    private static String text(String cell, String text) {
        return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static byte[] zipped(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private Answer item(String cle) {
        return key.get("/api/item/commandes/" + k + cle + "/");
    }

    private static List<List<String>> read(byte[] workbook) throws IOException {
        try (var readable = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            return readable.getFirstSheet().read().stream().map(XlsxTest::cells).toList();
        }
    }

    private static List<String> cells(Row row) {
        return row.stream().map(cell -> cell == null ? "" : cell.getText()).toList();
    }

    @Test
    void a_list_is_a_workbook_with_a_row_of_names() throws IOException {
        Answer answer = key.with("Accept", TYPE)
                .get("/api/departements?sort=code&fields=code,nom")
                .is(200);
        assertThat(answer.header("Content-Type")).isEqualTo(TYPE);
        List<List<String>> rows = read(answer.bytes());
        List<String> names =
                key.get("/api/departements?sort=code&fields=code,nom").column("nom");
        assertThat(rows).hasSize(names.size() + 1);
        int nom = rows.getFirst().indexOf("nom");
        assertThat(rows.subList(1, rows.size()).stream().map(row -> row.get(nom)))
                .containsExactlyElementsOf(names);
        assertThat(read(key.with("Accept", TYPE)
                        .get("/api/list/departements/")
                        .is(200)
                        .bytes()))
                .hasSizeGreaterThan(90);
    }

    @Test
    void what_goes_out_comes_in_again_as_it_was() {
        String text = "a_x0041_ \u0001 <é&\"> 日本 😀";
        key.post(
                        ITEMS,
                        "[{\"cle\":\"" + k + "1\",\"num_commande\":"
                                + org.passerelle.format.Json.MAPPER.valueToTree(text)
                                + ",\"date_billed\":\"2026-02-28\",\"actual_billable_amount\":\"437.50\"},{\"cle\":\""
                                + k
                                + "2\",\"num_commande\":\"007\",\"actual_billable_amount\":\"1234567890.25\"}]")
                .is(200);
        byte[] workbook = key.with("Accept", TYPE)
                .get("/api/list/commandes/?advancedSearch=" + Client.encode("cle|start|" + k + "|"))
                .is(200)
                .bytes();
        var before = item("1").json();
        assertThat(before.path("num_commande").asText()).isEqualTo(text);
        key.post(ITEMS, "[{\"cle\":\"" + k + "1\",\"num_commande\":\"other\",\"date_billed\":null}]")
                .is(200);
        Answer answer = sheets.send("POST", ITEMS, workbook).is(200);
        assertThat(answer.column("status")).containsExactlyInAnyOrder("updated", "unchanged");
        assertThat(item("1").json()).isEqualTo(before);
    }

    @Test
    void a_sheet_of_people_is_read_as_they_see_it() {
        byte[] workbook = workbook(sheet -> {
            row(sheet, 1, "cle", "num_commande", "date_billed", "date_closed", "actual_billable_amount", "client");
            row(sheet, 3, k + "1", 77420);
            sheet.value(3, 2, java.time.LocalDate.of(2026, 11, 22));
            sheet.style(3, 2).format("dd/mm/yyyy").set();
            sheet.value(3, 3, java.time.LocalDate.of(2026, 12, 1));
            sheet.style(3, 3).format("[$-40C]d mmm yyyy").set();
            sheet.value(3, 4, 437.5);
            sheet.style(3, 4).format("#,##0.00 \"dirhams\"").set();
            sheet.value(3, 5, 1);
            row(sheet, 9, k + "2", "last");
        });
        assertThat(sheets.send("POST", ITEMS, workbook).is(200).column("status"))
                .containsExactly("created", "created");
        var one = item("1").json();
        assertThat(one.path("num_commande").asText()).isEqualTo("77420");
        assertThat(one.path("date_billed").asText()).isEqualTo("2026-11-22");
        assertThat(one.path("date_closed").asText()).isEqualTo("2026-12-01");
        assertThat(one.path("actual_billable_amount").decimalValue()).isEqualByComparingTo("437.5");
        assertThat(item("2").json().path("date_billed").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dd/mm/yyyy hh:mm | 2026-11-22T10:30
            [hh]:mm:ss       | 2026-11-22T10:30
            0.00             | 46348.4375
            #,##0 "d"        | 46348.4375
            [Red]0           | 46348.4375
            """)
    void a_number_is_a_date_where_it_is_formatted_as_one(String format, String text) {
        byte[] workbook = workbook(sheet -> {
            row(sheet, 0, "when");
            row(sheet, 1, 46_348.437_5);
            sheet.style(1, 0).format(format).set();
        });
        var rows = org.passerelle.format.RowSource.open(
                new ByteArrayInputStream(workbook), org.passerelle.format.Format.XLSX, java.util.Optional.empty());
        assertThat(rows.next().path("when").asText()).isEqualTo(text);
    }

    @Test
    void a_formula_is_the_value_that_was_saved_with_it() throws IOException {
        String head = "<row r=\"1\">" + text("A1", "cle") + text("B1", "num_commande") + "</row>";
        String cle = "<row r=\"2\">" + text("A2", k + "1");
        assertThat(sheets.send(
                                "POST",
                                ITEMS,
                                raw(head + cle + "<c r=\"B2\" t=\"str\"><f>1&amp;2</f><v>12</v></c></row>"))
                        .is(200)
                        .column("status"))
                .containsExactly("created");
        assertThat(item("1").json().path("num_commande").asText()).isEqualTo("12");
        assertThat(sheets.send("POST", ITEMS, raw(head + cle + "<c r=\"B2\"><f>1+1</f></c></row>"))
                        .is(400)
                        .reason())
                .contains("B2")
                .contains("formula");
        assertThat(sheets.send(
                                "POST",
                                ITEMS,
                                raw(head + cle + "<c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c></row>"))
                        .is(400)
                        .reason())
                .contains("B2")
                .contains("#DIV/0!");
    }

    @Test
    void what_is_no_such_workbook_is_refused_with_a_reason() throws IOException {
        refused(Client.bytes("cle,num_commande\na,b"), "not an XLSX workbook");
        refused(new byte[0], "must be an array");
        byte[] ole = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1};
        refused(ole, "without a password");
        refused(zipped(Map.of("word/document.xml", Client.bytes("<w/>"))), "not an XLSX workbook that can be read");
        byte[] sound = workbook(sheet -> row(sheet, 0, "cle", "num_commande"));
        refused(java.util.Arrays.copyOf(sound, sound.length / 2), "can be read");
        refused(raw("<!DOCTYPE x [<!ENTITY e \"e\">]><row r=\"1\">" + text("A1", "&e;") + "</row>"), "can be read");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cle, ,num_commande   | without a name
            cle,cle              | twice
            """)
    void a_header_names_each_column_once(String names, String reason) {
        refused(
                workbook(sheet -> {
                    row(sheet, 0, (Object[]) names.split(","));
                    row(sheet, 1, k + "1", "x", "y");
                }),
                reason);
    }

    @Test
    void a_value_beside_the_named_columns_is_refused() {
        refused(
                workbook(sheet -> {
                    row(sheet, 0, "cle", "num_commande");
                    row(sheet, 1, k + "1", "x", "beside");
                }),
                "C2");
    }

    @Test
    void a_bomb_does_not_go_off() throws IOException {
        String zeros = "0".repeat(60_000_000);
        refused(raw("<row r=\"1\">" + text("A1", zeros) + "</row>"), "unpacks to more");
        String many = "<row/>".repeat(12_000_000);
        refused(raw(many), "unpacks to more");
        Map<String, byte[]> parts = parts("<row/>");
        parts.put("xl/media/a.bin", new byte[80 << 20]);
        refused(zipped(parts), "unpacks to more");
        refused(raw("<row r=\"1\">" + text("ZZZZZZ1", "cle") + "</row>"), "beyond column XFD");
        refused(raw("<a>".repeat(100) + "</a>".repeat(100)), "unpacks to more");
    }

    private void refused(byte[] body, String reason) {
        Answer answer = sheets.send("POST", ITEMS, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.reason()).contains(reason);
        item("1").is(404);
    }

    @Test
    void many_rows_are_imported_later() {
        int count = 12_000;
        byte[] workbook = workbook(sheet -> {
            row(sheet, 0, "cle", "num_commande");
            IntStream.rangeClosed(1, count).forEach(i -> row(sheet, i, k + i, i == 700 ? "" : "n" + i));
        });
        Answer accepted = sheets.send("POST", ITEMS + "?errors=skip", workbook).is(202);
        String place = "/api/actions/" + accepted.json().path("id").asText();
        Soon.atLast(
                "the import has ended",
                () -> !key.get(place).json().path("status").asText().equals("IN_PROGRESS"));
        var action = key.get(place).json();
        assertThat(action.path("status").asText()).as(action.toString()).isEqualTo("SUCCESS");
        assertThat(action.path("rowsDone").asInt()).isEqualTo(count);
        item("12000").is(200);
    }

    @Test
    void more_rows_than_a_sheet_has_go_on_in_another() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var rows = org.passerelle.format.Rows.array(bytes, org.passerelle.format.Format.XLSX, false);
        rows.begin(List.of("n"));
        int count = 1_048_580;
        for (int i = 0; i < count; i++) {
            rows.startRow();
            rows.integer(i);
            rows.endRow();
        }
        rows.end();
        try (var readable = new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            List<Long> sizes = readable.getSheets()
                    .map(sheet -> {
                        try (var all = sheet.openStream()) {
                            return all.count();
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .collect(Collectors.toList());
            assertThat(sizes).containsExactly(1_048_576L, count - 1_048_575L + 1);
        }
        assertThat(new String(bytes.toByteArray(), 0, 2, StandardCharsets.US_ASCII))
                .isEqualTo("PK");
    }
}
