package org.passerelle.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.format.Json;

/** {@code ${CONFIG_…}} in a document. */
class VariablesTest {

    private final List<String> mistakes = new ArrayList<>();

    private String filled(String json) throws JsonProcessingException {
        var variables = new Variables(
                Map.of("CONFIG_A", "one", "PASSERELLE_KEY", "psl_1")::get,
                (pointer, reason) -> mistakes.add(pointer + " " + reason));
        return variables.filled("/x", (ObjectNode) Json.MAPPER.readTree(json)).toString();
    }

    @Test
    void a_text_that_is_wholly_a_variable_is_its_value_however_deep() throws JsonProcessingException {
        assertThat(filled("{\"a\":\"${CONFIG_A}\",\"b\":[{\"c\":\"${CONFIG_A}\"}],\"d\":1}"))
                .isEqualTo("{\"a\":\"one\",\"b\":[{\"c\":\"one\"}],\"d\":1}");
    }

    @Test
    void other_texts_are_themselves_and_other_variables_are_out_of_reach() throws JsonProcessingException {
        String others = "{\"a\":\"x ${CONFIG_A}\",\"b\":\"${PASSERELLE_KEY}\",\"c\":\"$CONFIG_A\"}";
        assertThat(filled(others)).isEqualTo(others);
        assertThat(mistakes).isEmpty();
    }

    @Test
    void one_that_is_not_set_is_told_by_its_place() throws JsonProcessingException {
        filled("{\"a\":[\"${CONFIG_B}\"]}");
        assertThat(mistakes).containsExactly("/x/a/0 the variable CONFIG_B is not set");
    }
}
