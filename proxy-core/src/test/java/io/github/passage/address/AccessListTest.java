package io.github.passage.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessListTest {
    private static List<Cidr> networks(String text) {
        return text.equals("-")
                ? List.of()
                : Stream.of(text.split(" ")).map(Cidr::parse).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "-, -, 10.0.0.1, true",
        "-, -, 2001:db8::1, true",
        "10.0.0.0/8, -, 10.0.0.1, true",
        "10.0.0.0/8, -, 11.0.0.1, false",
        "10.0.0.0/8, -, 2001:db8::1, false",
        "-, 10.0.0.0/8, 10.0.0.1, false",
        "-, 10.0.0.0/8, 11.0.0.1, true",
        "-, 10.0.0.0/8, 2001:db8::1, true",
        "10.0.0.0/8, 10.6.0.0/16, 10.5.0.1, true",
        "10.0.0.0/8, 10.6.0.0/16, 10.6.0.1, false",
        "10.6.6.6/32, 10.6.0.0/16, 10.6.6.6, false",
        "10.0.0.0/8 2001:db8::/32, 2001:db8:bad::/48, 2001:db8:1::1, true",
        "10.0.0.0/8 2001:db8::/32, 2001:db8:bad::/48, 2001:db8:bad::1, false",
    })
    void denyWins(String admit, String deny, String address, boolean admitted) {
        AccessList list = new AccessList(networks(admit), networks(deny));

        assertThat(list.admits(IpLiteral.parse(address).orElseThrow())).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource({
        "-, -, -",
        "10.0.0.0/8, -, 10.0.0.0/8",
        "10.0.0.0/8, 10.128.0.0/9, 10.0.0.0/9",
        "10.0.0.0/8, 11.0.0.0/8, 10.0.0.0/8",
        "10.0.0.0/8, 10.0.0.0/8, -",
        "10.0.0.0/30, 10.0.0.2, 10.0.0.0/31 10.0.0.3/32",
        "-, 0.0.0.0/1, 128.0.0.0/1",
        "10.0.0.0/9 10.128.0.0/9, 192.0.2.0/24, 10.0.0.0/8",
    })
    void whatIsLeftOfIpv4IsAsFewNetworksAsPossible(String admit, String deny, String left) {
        assertThat(new AccessList(networks(admit), networks(deny)).admittedV4()).isEqualTo(networks(left));
    }

    @Test
    void whatIsLeftOfManyScatteredNetworksIsFoundAtOnce() {
        Random random = new Random(5);
        List<Cidr> deny = IntStream.range(0, 1000)
                .mapToObj(i -> Cidr.of(IpLiteral.v4(new byte[] {
                    (byte) random.nextInt(), (byte) random.nextInt(), (byte) random.nextInt(), (byte) random.nextInt()
                })))
                .toList();
        AccessList list = new AccessList(List.of(), deny);

        AccessList left = new AccessList(list.admittedV4(), List.of());

        assertThat(deny).allMatch(address -> !left.admits(address.base()));
        assertThat(left.admits(IpLiteral.parse("198.51.100.77").orElseThrow())).isTrue();
    }

    @Test
    void furtherNetworksMatterOnlyWhereNotEverybodyIsAdmitted() {
        List<Cidr> more = networks("192.0.2.0/24");

        assertThat(AccessList.EVERYBODY.alsoAdmitting(more)).isEqualTo(AccessList.EVERYBODY);
        assertThat(new AccessList(networks("10.0.0.0/8"), networks("192.0.2.7")).alsoAdmitting(more))
                .isEqualTo(new AccessList(networks("10.0.0.0/8 192.0.2.0/24"), networks("192.0.2.7")));
    }
}
