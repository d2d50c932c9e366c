package org.passerelle.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.fault.Fault;

/** wire.md §3: lists of addresses. */
class AddressListTest {

    @ParameterizedTest(name = "{0} has {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            203.0.113.7               | 203.0.113.7              | true
            203.0.113.7               | 203.0.113.8              | false
            203.0.113.7;10.0.0.0/8    | 10.255.255.255           | true
            203.0.113.7;10.0.0.0/8    | 11.0.0.0                 | false
            203.0.113.7 ; 10.0.0.0/8; | 10.0.0.0                 | true
            10.1.2.3/8                | 10.200.0.1               | true
            10.0.0.0/32               | 10.0.0.0                 | true
            10.0.0.0/32               | 10.0.0.1                 | false
            0.0.0.0/0                 | 198.51.100.1             | true
            0.0.0.0/0                 | 2001:db8::1              | false
            10.0.0.1-10.0.0.20        | 10.0.0.1                 | true
            10.0.0.1-10.0.0.20        | 10.0.0.20                | true
            10.0.0.1 - 10.0.0.20      | 10.0.0.21                | false
            127.0.0.1-127.0.0.9;::1   | ::1                      | true
            127.0.0.1-127.0.0.9;::1   | 0:0:0:0:0:0:0:1          | true
            192.168.1.*               | 192.168.1.254            | true
            192.168.1.*               | 192.168.2.1              | false
            192.168.*.*               | 192.168.2.1              | true
            2001:db8::/32             | 2001:db8:1::7            | true
            2001:db8::/32             | 2001:db9::               | false
            2001:db8::1-2001:db8::f   | 2001:0db8:0::000f        | true
            2001:db8::1-2001:db8::f   | 2001:db8::10             | false
            ::/0                      | 2001:db8::1              | true
            ::/0                      | 10.0.0.1                 | false
            ::ffff:10.0.0.1           | 10.0.0.1                 | true
            10.0.0.1                  | ::ffff:10.0.0.1          | true
            10.0.0.1                  | ::ffff:a00:1             | true
            ::ffff:10.0.0.0/104       | 10.9.9.9                 | true
            ::ffff:10.0.0.0/104       | 11.0.0.1                 | false
            fe80::/10                 | fe80::1%eth0             | true
            *                         | 10.0.0.1                 | true
            10.0.0.1;*                | 2001:db8::1              | true
            ''                        | 10.0.0.1                 | true
            '  '                      | whatever                 | true
            *                         | whatever                 | true
            10.0.0.0/8                | whatever                 | false
            10.0.0.0/8                | ''                       | false
            10.0.0.0/8                | 10                       | false
            10.0.0.0/8                | 10.1                     | false
            10.0.0.0/8                | 167772161                | false
            10.0.0.0/8                | 0x0a.0.0.1               | false
            10.0.0.0/8                | 012.0.0.1                | false
            10.0.0.0/8                | 10.0.0.1/8               | false
            10.0.0.0/8                | 10.0.0.*                 | false
            10.0.0.0/8                | 10.0.0.1-10.0.0.2        | false
            """)
    void an_address_is_in_a_list(String list, String address, boolean in) {
        assertThat(AddressList.parse("ips", list).has(address)).isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.300",
                "10.0.0",
                "10.0.0.1.2",
                "10.0.0.1 10.0.0.2",
                "10.0.0.1,10.0.0.2",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0.0/-1",
                "/8",
                "10.0.0.0/255.0.0.0",
                "010.0.0.1",
                "0x0a.0.0.1",
                "2130706433",
                "10.*",
                "10.*.0.1",
                "10.0.0.1-",
                "-10.0.0.1",
                "10.0.0.1-20",
                "10.0.0.20-10.0.0.1",
                "10.0.0.1-2001:db8::1",
                "10.0.0.0/8-10.0.0.9",
                "10.0.0.1-10.0.0.2-10.0.0.3",
                "2001:db8::/129",
                "2001:db8::g",
                "2001:db8::1::2",
                "::ffff:0:0/95",
                "fe80::1%eth0",
                "[2001:db8::1]",
                "10.0.0.1:80",
                "localhost",
                "example.org",
                "**",
                ";",
                ";;;",
                "10.0.0.1;nonsense",
                "10.0.0.1;\u0000"
            })
    void what_cannot_be_read_is_refused_and_never_taken_as_empty(String list) {
        assertThatThrownBy(() -> AddressList.parse("ips", list)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.kind()).isEqualTo(Fault.Kind.INCONSISTENT);
            assertThat(fault.errors().getFirst().pointer()).isEqualTo("/ips");
        });
    }

    @Test
    void a_kept_list_that_cannot_be_read_has_no_address() {
        AddressList broken = AddressList.kept("10.0.0.1;nonsense");
        assertThat(broken.isAny()).isFalse();
        assertThat(broken.has("10.0.0.1")).isFalse();
        assertThat(AddressList.ANY.isWithin(broken)).isFalse();
        assertThat(AddressList.kept("10.0.0.1").isWithin(broken)).isFalse();
    }

    @Test
    void a_list_may_not_be_endless() {
        assertThatThrownBy(() -> AddressList.parse("ips", "10.0.0.1;".repeat(2_000)))
                .isInstanceOf(Fault.class);
    }

    @ParameterizedTest(name = "{0} within {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            10.1.0.0/16               | 10.0.0.0/8                | true
            10.0.0.0/8                | 10.1.0.0/16               | false
            10.0.0.5-10.0.0.9;::1     | 10.0.0.0/24;::1           | true
            10.0.0.0/8                | 10.0.0.0/9;10.128.0.0/9   | true
            10.0.0.1;11.0.0.1         | 10.0.0.0/8                | false
            ''                        | 10.0.0.0/8                | false
            *                         | 10.0.0.0/8                | false
            10.0.0.0/8                | ''                        | true
            *                         | *                         | true
            0.0.0.0/0                 | 10.0.0.0/8                | false
            """)
    void a_list_is_within_another(String one, String other, boolean within) {
        assertThat(AddressList.kept(one).isWithin(AddressList.kept(other))).isEqualTo(within);
    }

    @Test
    void a_list_is_shown_as_it_was_written() {
        assertThat(AddressList.kept(" 203.0.113.7; 10.1.2.3/8 ;")).hasToString("203.0.113.7;10.1.2.3/8");
        assertThat(AddressList.kept("10.0.0.1;*")).hasToString("*");
        assertThat(AddressList.kept(null)).hasToString("");
    }
}
