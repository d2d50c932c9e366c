package org.passerelle.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of RFC 7396, appendix A, whose patch is an object. */
class MergePatchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"a":"b"}               | {"a":"c"}                 | {"a":"c"}
            {"a":"b"}               | {"b":"c"}                 | {"a":"b","b":"c"}
            {"a":"b"}               | {"a":null}                | {}
            {"a":"b","b":"c"}       | {"a":null}                | {"b":"c"}
            {"a":["b"]}             | {"a":"c"}                 | {"a":"c"}
            {"a":"c"}               | {"a":["b"]}               | {"a":["b"]}
            {"a":{"b":"c"}}         | {"a":{"b":"d","c":null}}  | {"a":{"b":"d"}}
            {"a":[{"b":"c"}]}       | {"a":[1]}                 | {"a":[1]}
            {"e":null}              | {"a":1}                   | {"e":null,"a":1}
            [1,2]                   | {"a":"b","c":null}        | {"a":"b"}
            {}                      | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
            """)
    void merges(String before, String patch, String after) throws JsonProcessingException {
        var merged = MergePatch.apply(Json.MAPPER.readTree(before), (ObjectNode) Json.MAPPER.readTree(patch));
        assertThat(merged).isEqualTo(Json.MAPPER.readTree(after));
    }
}
