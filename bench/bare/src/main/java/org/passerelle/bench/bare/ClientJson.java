package org.passerelle.bench.bare;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code client} as a JSON object. */
final class ClientJson {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx");
    private static final SerializableString[] NAMES = Stream.of(
                    "id",
                    "cle",
                    "nom",
                    "siren",
                    "adresse",
                    "cp",
                    "ville",
                    "email",
                    "montant",
                    "effectif",
                    "actif",
                    "creation",
                    "modifie")
            .map(SerializedString::new)
            .toArray(SerializableString[]::new);

    private final boolean sqlite;

    ClientJson(boolean sqlite) {
        this.sqlite = sqlite;
    }

    void write(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        json.writeStartObject();
        json.writeFieldName(NAMES[0]);
        json.writeNumber(row.getLong(1));
        json.writeFieldName(NAMES[1]);
        json.writeNumber(row.getLong(2));
        for (int i = 2; i < 8; i++) {
            json.writeFieldName(NAMES[i]);
            text(row.getString(i + 1), json);
        }
        json.writeFieldName(NAMES[8]);
        decimal(row, json);
        json.writeFieldName(NAMES[9]);
        whole(row, json);
        json.writeFieldName(NAMES[10]);
        json.writeBoolean(row.getBoolean(11));
        json.writeFieldName(NAMES[11]);
        text(sqlite ? row.getString(12) : day(row.getDate(12)), json);
        json.writeFieldName(NAMES[12]);
        moment(row, json);
        json.writeEndObject();
    }

    private static void text(@Nullable String value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value);
        }
    }

    private static void whole(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        int value = row.getInt(10);
        if (row.wasNull()) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private void decimal(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        BigDecimal value = row.getBigDecimal(9);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(sqlite ? value.setScale(2, RoundingMode.HALF_UP) : value);
        }
    }

    private static @Nullable String day(@Nullable Date day) {
        return day == null ? null : day.toLocalDate().toString();
    }

    private void moment(ResultSet row, JsonGenerator json) throws SQLException, IOException {
        OffsetDateTime value;
        if (sqlite) {
            String text = row.getString(13);
            value = text == null ? null : OffsetDateTime.parse(text, MOMENT);
        } else {
            value = row.getObject(13, OffsetDateTime.class);
        }
        text(value == null ? null : MOMENT.format(value.withOffsetSameInstant(ZoneOffset.UTC)), json);
    }
}
