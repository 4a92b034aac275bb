package io.github.passage.lab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.IpLiteral;
import io.github.passage.transport.SocketPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that answers whatever the test says. */
class ClientHostLookUpTest {
    private static final Inet4Address HERE = IpLiteral.parseV4("127.0.0.1").orElseThrow();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String QUESTION = "016103746c640000010001";

    private final DatagramSocket server = socket();
    private final ClientHost host =
            new ClientHost(SocketPlace.HERE, HERE, Optional.of(new InetSocketAddress(HERE, server.getLocalPort())));

    private static DatagramSocket socket() {
        try {
            return new DatagramSocket(new InetSocketAddress(HERE, 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Answers one query; returns it. */
    private CompletableFuture<String> answering(String hex) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                DatagramPacket query = new DatagramPacket(new byte[512], 512);
                server.receive(query);
                byte[] answer = HexFormat.of().parseHex(hex.replace("Q", QUESTION));
                server.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
                return HexFormat.of().formatHex(query.getData(), 0, query.getLength());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void asksForAnAddressOfTheName() throws IOException {
        CompletableFuture<String> query = answering("000181800001000000000000Q");

        assertThat(host.lookUp("a.tld", PATIENCE)).isEmpty();
        assertThat(query.join()).isEqualTo("000101000001000000000000" + QUESTION);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            a pointer to the name,        c00c 0001 0001 0000003c 0004 7f020014
            the name in full,             016103746c6400 0001 0001 0000003c 0004 7f020014
            an alias before the address,  c00c 0005 0001 0000003c 0002 c00c c00c 0001 0001 0000003c 0004 7f020014
            """)
    void understandsRecordsWith(String kind, String records) throws IOException {
        String bytes = records.replace(" ", "");
        var _ = answering("00018180000100" + (bytes.contains("0005") ? "02" : "01") + "00000000Q" + bytes);

        assertThat(host.lookUp("a.tld", PATIENCE))
                .extracting(Inet4Address::getHostAddress)
                .containsExactly("127.2.0.20");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            a record that is not there,        000181800001000100000000Q
            a record that is cut off,          000181800001000100000000Qc00c000100010000003c00047f02
            a name that goes beyond the end,   0001818000010000000000003f61
            nothing but a number,              0001
            a refusal,                         000181850001000000000000Q
            """)
    void anAnswerThatMakesNoSenseIsAFailureOfTheNetwork(String kind, String answer) {
        var _ = answering(answer);

        assertThatThrownBy(() -> host.lookUp("a.tld", PATIENCE)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void anUnknownNameIsToldFromSilence() {
        var _ = answering("000181830001000000000000Q");

        assertThatThrownBy(() -> host.lookUp("a.tld", PATIENCE)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> host.lookUp("a.tld", Duration.ofMillis(50)))
                .isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> new ClientHost(SocketPlace.HERE, HERE, Optional.empty()).lookUp("a.tld", PATIENCE))
                .isInstanceOf(UnknownHostException.class);
    }
}
