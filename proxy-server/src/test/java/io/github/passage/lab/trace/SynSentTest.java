package io.github.passage.lab.trace;

import static io.github.passage.lab.topology.OwnTopology.v4;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.Cidr;
import io.github.passage.address.HostPort;
import io.github.passage.hop.Admission;
import io.github.passage.hop.HopContext;
import io.github.passage.hop.RelayHop;
import io.github.passage.hop.RelayHopSettings;
import io.github.passage.target.TargetSettings;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines as Linux writes them on a little-endian machine: 127.0.0.1 is 0100007F, port 8192 is 2000. */
class SynSentTest {
    private static final Inet4Address CLIENT = v4("127.0.0.1");
    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private static final String REST =
            " 00000001:00000000 01:00000063 00000000  1000        0 55101 2 0000000000000000";

    static boolean littleEndian() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    }

    private static Offer offer(String advertised) {
        return new Offer(1, Optional.of(v4(advertised)), 8192, v4("127.1.0.10"));
    }

    private static String line(String local, String remote, String state) {
        return "   7: " + local + " " + remote + " " + state + REST;
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("a SYN of the client", line("0100007F:9C40", "2E01027F:2000", "02"), "127.2.1.46:8192"),
                Arguments.of(
                        "an index of four digits",
                        "1234"
                                + line("0100007F:9C40", "2E01027F:2000", "02")
                                        .strip()
                                        .substring(1),
                        "127.2.1.46:8192"),
                Arguments.of("an established connection", line("0100007F:9C40", "2E01027F:2000", "01"), ""),
                Arguments.of("a listener", line("0100007F:2000", "00000000:0000", "0A"), ""),
                Arguments.of("another port", line("0100007F:9C40", "2E01027F:2001", "02"), ""),
                Arguments.of("another client", line("0200007F:9C40", "2E01027F:2000", "02"), ""),
                Arguments.of("not what was told", line("0100007F:9C40", "0A00017F:2000", "02"), "127.1.0.10:8192"),
                Arguments.of(
                        "an address elsewhere, from a real address",
                        line("0500000A:9C40", "077100CB:2000", "02"),
                        "203.0.113.7:8192"),
                Arguments.of("another address elsewhere", line("0500000A:9C40", "087100CB:2000", "02"), ""),
                Arguments.of(
                        "an IPv6 socket towards an IPv4 address",
                        line("0000000000000000FFFF00000100007F:9C40", "0000000000000000FFFF00002E01027F:2000", "02"),
                        "127.2.1.46:8192"),
                Arguments.of(
                        "an IPv6 address",
                        line("00000000000000000000000001000000:9C40", "00000000000000000000000001000000:2000", "02"),
                        ""),
                Arguments.of("the header alone", "", ""),
                Arguments.of("a line cut short", "   7: 0100007F:9C40 2E01027F:2000", ""),
                Arguments.of("an address of another form", line("0100007F", "2E01027F:2000", "02"), ""),
                Arguments.of(
                        "two tries at the same address",
                        line("0100007F:9C40", "2E01027F:2000", "02") + "\n"
                                + line("0100007F:9C41", "2E01027F:2000", "02"),
                        "127.2.1.46:8192"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    @EnabledIf("littleEndian")
    void theTableIsRead(String what, String lines, String dialled) {
        Offer offer = offer(what.contains("elsewhere") ? "203.0.113.7" : "127.2.1.46");

        List<InetSocketAddress> found = SynSent.find(Stream.concat(Stream.of(HEADER), lines.lines()), CLIENT, offer);

        assertThat(found)
                .extracting(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                .isEqualTo(Arrays.stream(dialled.split(" "))
                        .filter(text -> !text.isEmpty())
                        .toList());
    }

    @ParameterizedTest(name = "by a socket of {0}")
    @EnumSource(names = {"INET", "INET6"})
    @EnabledOnOs(OS.LINUX)
    void aConnectThatNobodyAnswersIsSeen(StandardProtocolFamily family) throws IOException {
        Inet4Address source = v4("127.71.5.5");
        Inet4Address silent = v4("127.71.5.6");
        int port = freePort(silent);
        try (Transport transport = Transport.open(1);
                RelayHop _ = RelayHop.start(dropping(silent, port), context(transport));
                SocketChannel client = SocketChannel.open(family)) {
            Offer offer = new Offer(1, Optional.of(silent), port, silent);
            assertThat(SynSent.dialledNow(source, offer)).isEmpty();

            client.bind(new InetSocketAddress(source, 0));
            client.configureBlocking(false);
            client.connect(new InetSocketAddress(silent, port));

            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(SynSent.dialledNow(source, offer))
                            .containsExactly(new InetSocketAddress(silent, port)));
        }
    }

    private static int freePort(Inet4Address address) throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, address)) {
            return probe.getLocalPort();
        }
    }

    private static RelayHopSettings dropping(Inet4Address address, int port) {
        return new RelayHopSettings(
                "silent",
                address,
                List.of(port),
                new TargetSettings(new HostPort("127.71.6.1", port), Duration.ofSeconds(1), null),
                Duration.ofSeconds(1),
                new Admission(List.of(Cidr.parse("127.71.6.0/24")), Admission.Refusal.DROP));
    }

    private static HopContext context(Transport transport) {
        return new HopContext(transport, name -> CompletableFuture.completedFuture(List.of()), event -> {});
    }
}
