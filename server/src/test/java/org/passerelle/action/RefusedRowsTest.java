package org.passerelle.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.action.RefusedRows.Refused;

/** What was told of refused rows is on the disk before the end of the action is. */
class RefusedRowsTest {

    @Test
    void what_is_settled_is_in_the_file_while_it_is_still_written(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("7.errors");
        try (var rows = new RefusedRows(file)) {
            rows.add(new Refused(14, "CMD-14", "date_billed: must be a date."));
            rows.settle();
            assertThat(Files.readString(file)).contains("\"row\":14", "CMD-14");
            rows.add(new Refused(15, "CMD-15", "x"));
            rows.settle();
            assertThat(Files.readString(file).lines()).hasSize(2);
        }
    }
}
