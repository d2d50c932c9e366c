package org.passerelle.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** wire.md §3: whose address counts. Proxies of ours are 10.0.0.0/8 and 2001:db8:f::/48, unless a line says otherwise. */
class ClientAddressTest {

    private static final String OURS = "10.0.0.0/8;2001:db8:f::/48";

    /** A {@code /} separates one header from the next. */
    @ParameterizedTest(name = "from {0} with [{1}]: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # no proxy of ours: nothing that it says counts
            203.0.113.9      |                                        | 203.0.113.9
            203.0.113.9      | 198.51.100.1                           | 203.0.113.9
            203.0.113.9      | 127.0.0.1                              | 203.0.113.9
            203.0.113.9      | 10.0.0.1                               | 203.0.113.9
            203.0.113.9      | 10.0.0.1, 10.0.0.2                     | 203.0.113.9
            203.0.113.9      | nonsense                               | 203.0.113.9
            203.0.113.9      | 198.51.100.1 / 198.51.100.2            | 203.0.113.9
            2001:db8:a::1    | 198.51.100.1                           | 2001:db8:a::1
            127.0.0.1        | 198.51.100.1                           | 127.0.0.1
            ::1              | 198.51.100.1                           | ::1
            11.0.0.1         | 198.51.100.1                           | 11.0.0.1
            9.255.255.255    | 198.51.100.1                           | 9.255.255.255
            # one proxy of ours
            10.0.0.1         |                                        | 10.0.0.1
            10.0.0.1         | 198.51.100.1                           | 198.51.100.1
            10.255.255.255   | 198.51.100.1                           | 198.51.100.1
            2001:db8:f::1    | 198.51.100.1                           | 198.51.100.1
            ::ffff:10.0.0.1  | 198.51.100.1                           | 198.51.100.1
            10.0.0.1         | 2001:db8:a::7                          | 2001:db8:a::7
            10.0.0.1         | 2001:0DB8:000A::0007                   | 2001:db8:a::7
            10.0.0.1         | ::ffff:198.51.100.1                    | 198.51.100.1
            10.0.0.1         | '  198.51.100.1  '                     | 198.51.100.1
            # what the client itself wrote stands to the left, and is not read
            10.0.0.1         | 127.0.0.1, 198.51.100.1                | 198.51.100.1
            10.0.0.1         | 203.0.113.7, 198.51.100.1              | 198.51.100.1
            10.0.0.1         | 203.0.113.7,198.51.100.1               | 198.51.100.1
            10.0.0.1         | 10.0.0.9, 198.51.100.1                 | 198.51.100.1
            10.0.0.1         | nonsense, 198.51.100.1                 | 198.51.100.1
            10.0.0.1         | ', , 198.51.100.1'                     | 198.51.100.1
            10.0.0.1         | 203.0.113.7 / 198.51.100.1             | 198.51.100.1
            10.0.0.1         | 203.0.113.7, 203.0.113.8 / 198.51.100.1 | 198.51.100.1
            10.0.0.1         | a, b, c, d, e, f, g, 198.51.100.1      | 198.51.100.1
            # a chain of ours
            10.0.0.1         | 198.51.100.1, 10.0.0.2                 | 198.51.100.1
            10.0.0.1         | 198.51.100.1, 10.0.0.3, 10.0.0.2       | 198.51.100.1
            10.0.0.1         | 203.0.113.7, 198.51.100.1, 10.0.0.2    | 198.51.100.1
            10.0.0.1         | 198.51.100.1, 2001:db8:f::2            | 198.51.100.1
            2001:db8:f::1    | 198.51.100.1, 10.0.0.2                 | 198.51.100.1
            10.0.0.1         | 198.51.100.1 / 10.0.0.2                | 198.51.100.1
            10.0.0.1         | 198.51.100.1, 10.0.0.2 / 10.0.0.3      | 198.51.100.1
            10.0.0.1         | 10.0.0.3, 198.51.100.1, 10.0.0.2       | 198.51.100.1
            10.0.0.1         | 198.51.100.1, ::ffff:10.0.0.2          | 198.51.100.1
            # nobody but ours: the one farthest out asks for itself
            10.0.0.1         | 10.0.0.2                               | 10.0.0.2
            10.0.0.1         | 10.0.0.3, 10.0.0.2                     | 10.0.0.3
            10.0.0.1         | 10.0.0.1                               | 10.0.0.1
            # what cannot be read: the proxy that said it
            10.0.0.1         | nonsense                               | 10.0.0.1
            10.0.0.1         | unknown                                | 10.0.0.1
            10.0.0.1         | _hidden                                | 10.0.0.1
            10.0.0.1         | 198.51.100.1, nonsense                 | 10.0.0.1
            10.0.0.1         | 198.51.100.1, nonsense, 10.0.0.2       | 10.0.0.2
            10.0.0.1         | 198.51.100.300                         | 10.0.0.1
            10.0.0.1         | 198.51.100                             | 10.0.0.1
            10.0.0.1         | 3325256705                             | 10.0.0.1
            10.0.0.1         | 0xc6336401                             | 10.0.0.1
            10.0.0.1         | 0306.063.0144.01                       | 10.0.0.1
            10.0.0.1         | 198.51.100.1/24                        | 10.0.0.1
            10.0.0.1         | 198.51.100.*                           | 10.0.0.1
            10.0.0.1         | 198.51.100.1;10.0.0.1                  | 10.0.0.1
            10.0.0.1         | 198.51.100.1 10.0.0.1                  | 10.0.0.1
            10.0.0.1         | http://198.51.100.1                    | 10.0.0.1
            10.0.0.1         | '"198.51.100.1"'                       | 10.0.0.1
            10.0.0.1         | for=198.51.100.1                       | 10.0.0.1
            10.0.0.1         | localhost                              | 10.0.0.1
            10.0.0.1         | ''                                     | 10.0.0.1
            10.0.0.1         | ', ,'                                  | 10.0.0.1
            # ports, as some proxies write them
            10.0.0.1         | 198.51.100.1:4711                      | 198.51.100.1
            10.0.0.1         | [2001:db8:a::7]:4711                   | 2001:db8:a::7
            10.0.0.1         | [2001:db8:a::7]                        | 2001:db8:a::7
            10.0.0.1         | 198.51.100.1:port                      | 10.0.0.1
            10.0.0.1         | [2001:db8:a::7]:port                   | 10.0.0.1
            10.0.0.1         | [2001:db8:a::7                         | 10.0.0.1
            10.0.0.1         | 198.51.100.1, 10.0.0.2:80              | 198.51.100.1
            10.0.0.1         | fe80::1%eth0                           | fe80::1
            """)
    void the_client_is(String peer, String header, String client) {
        List<String> headers = header == null
                ? List.of()
                : Stream.of(header.split(" / ")).map(String::strip).toList();
        assertThat(ClientAddress.of(peer, headers, AddressList.kept(OURS))).isEqualTo(client);
    }

    @Test
    void without_proxies_of_ours_the_header_means_nothing() {
        assertThat(ClientAddress.of("10.0.0.1", List.of("198.51.100.1"), AddressList.ANY))
                .isEqualTo("10.0.0.1");
    }

    @Test
    void a_list_of_proxies_without_end_is_not_walked_to_its_end() {
        String endless = "198.51.100.1" + ", 10.0.0.2".repeat(10_000);
        assertThat(ClientAddress.of("10.0.0.1", List.of(endless), AddressList.kept(OURS)))
                .isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.1, 198.51.100.1",
        "2001:db8:a:b:1:2:3:4, 2001:db8:a:b::",
        "2001:db8:a:b::, 2001:db8:a:b::",
        "::ffff:198.51.100.1, ::ffff:198.51.100.1",
        "nonsense, nonsense"
    })
    void neighbours_share_a_network(String address, String neighbourhood) {
        assertThat(ClientAddress.neighbourhood(address)).isEqualTo(neighbourhood);
    }
}
