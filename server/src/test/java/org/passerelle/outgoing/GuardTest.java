package org.passerelle.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.address.AddressList;

/** Where a call may go, and in how many ways one might try to lead it elsewhere. */
class GuardTest {

    private static final OutgoingSettings NOTHING_MORE = new OutgoingSettings(null);

    /** Every name leads to the documentation's example; addresses lead to themselves. */
    private static final Lookup ELSEWHERE = host -> host.matches("[0-9.]+|.*:.*")
            ? List.of(InetAddress.getAllByName(host))
            : List.of(InetAddress.getByName("93.184.215.14"));

    private static Guard guard(Lookup lookup) {
        return new Guard(lookup, NOTHING_MORE);
    }

    private static Guard.Way way(String url) throws Refused {
        return guard(ELSEWHERE).way(url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org, example.org, 443, /, true",
        "http://EXAMPLE.org/in?a=b, example.org, 80, /in?a=b, false",
        "https://xn--caf-dma.example:8443/x, xn--caf-dma.example, 8443, /x, true",
        "http://8.8.8.8/, 8.8.8.8, 80, /, false",
        "http://[2606:4700::1111]/, 2606:4700::1111, 80, /, false",
        "http://1.example, 1.example, 80, /, false",
    })
    void an_open_address_is_called_as_it_is_written(String url, String host, int port, String path, boolean tls)
            throws Refused {
        Guard.Way way = way(url);
        assertThat(way.host()).isEqualTo(host);
        assertThat(way.port()).isEqualTo(port);
        assertThat(way.path()).isEqualTo(path);
        assertThat(way.tls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://127.255.255.254/",
                "http://0.0.0.0/",
                "http://0.1.2.3/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://172.31.255.255/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://100.100.100.200/",
                "http://169.254.169.254/latest/meta-data/",
                "http://169.254.170.2/",
                "http://168.63.129.16/",
                "http://192.0.0.192/",
                "http://192.0.2.1/",
                "http://198.18.0.1/",
                "http://198.51.100.1/",
                "http://203.0.113.1/",
                "http://192.88.99.1/",
                "http://224.0.0.1/",
                "http://240.0.0.1/",
                "http://255.255.255.255/",
                "http://[::]/",
                "http://[::1]/",
                "http://[0:0:0:0:0:0:0:1]/",
                "http://[fe80::1]/",
                "http://[fec0::1]/",
                "http://[fc00::1]/",
                "http://[fd00:ec2::254]/",
                "http://[ff02::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:7f00:1]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::127.0.0.1]/",
                "http://[2002:7f00:1::]/",
                "http://[2002:a9fe:a9fe::1]/",
                "http://[2002:808:808::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[64:ff9b::8.8.8.8]/",
                "http://[64:ff9b:1::a00:1]/",
                "http://[2001:0:7f00:1::]/",
                "http://[2001:db8::1]/",
                "http://[100::1]/",
                "http://[5f00::1]/",
            })
    void an_address_that_is_not_open_to_all_is_refused(String url) {
        assertThatThrownBy(() -> way(url)).isInstanceOf(Refused.class).hasMessageContaining("not open to all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://134744072/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0x7f.1/",
                "http://017700000001/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://8.8.2056/",
                "http://08.8.8.8/",
                "http://8.8.8.8./",
                "http://example.org./",
                "http://example.1/",
                "http://0x/",
                "http://256.1.1.1.1/",
                "http://[fe80::1%25eth0]/",
                "http://user@example.org/",
                "http://user:secret@example.org/",
                "http://8.8.8.8@127.0.0.1/",
                "http://127.0.0.1#@example.org/",
                "http://example.org/#here",
                "http://example.org:0/",
                "http://example.org:65536/",
                "http://ⓔxample.org/",
                "http://１２７.0.0.1/",
                "http://%31%32%37.0.0.1/",
                "http://example.org\\@127.0.0.1/",
                "http:///in",
                "http:example.org",
                "//example.org/in",
                "example.org/in",
                "ftp://example.org/",
                "file:///etc/passwd",
                "gopher://127.0.0.1:6379/_x",
                "jar:http://example.org!/",
                "http://exa mple.org/",
                "http://example.org/\r\nX: y",
                "",
            })
    void what_is_written_in_another_form_is_refused_unseen(String url) {
        Lookup nobodyAsks = host -> {
            throw new AssertionError(host + " is looked up");
        };
        assertThatThrownBy(() -> guard(nobodyAsks).way(url)).isInstanceOf(Refused.class);
    }

    @Test
    void a_name_all_of_whose_addresses_must_be_open_has_one_that_is_not() {
        Lookup two = host -> List.of(InetAddress.getByName("93.184.215.14"), InetAddress.getByName("10.0.0.1"));
        assertThatThrownBy(() -> guard(two).way("https://example.org/")).isInstanceOf(Refused.class);
    }

    @Test
    void a_name_that_is_not_known_is_refused() {
        Lookup none = host -> {
            throw new UnknownHostException(host);
        };
        assertThatThrownBy(() -> guard(none).way("https://example.org/"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not known");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9/, true",
        "http://10.1.2.3/, true",
        "http://10.2.0.0/, false",
        "http://[::1]/, true",
        "http://169.254.169.254/, false"
    })
    void what_the_settings_allow_may_be_called_and_nothing_beside_it(String url, boolean allowed) throws Refused {
        var guard = new Guard(
                ELSEWHERE, new OutgoingSettings(AddressList.parse("outgoingAllowed", "127.0.0.1;10.1.0.0/16;::1")));
        if (allowed) {
            assertThat(guard.way(url)).isNotNull();
        } else {
            assertThatThrownBy(() -> guard.way(url)).isInstanceOf(Refused.class);
        }
    }
}
