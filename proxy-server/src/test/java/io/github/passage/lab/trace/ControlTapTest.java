package io.github.passage.lab.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.relay.RelayOutcome;
import io.github.passage.target.Flow;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlTapTest {
    private static final Flow FLOW = new Flow(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 40000),
            new InetSocketAddress(InetAddress.ofLiteral("127.1.0.10"), 2121));
    private static final String REPLIES = """
            220-Service\r
             ready\r
            220 for new user.\r
            331 Password.\r
            230 Logged in.\r
            227 Entering Passive Mode (127,2,135,46,32,1)\r
            229 Entering Passive Mode (|||8194|)\r
            """;

    private final List<SessionFact> facts = new ArrayList<>();
    private final ControlTap tap = new ControlTap(FLOW, facts::add, (way, line) -> {});

    private void client(String text) {
        see(text, true);
    }

    private void server(String text) {
        see(text, false);
    }

    /** The tap borrows: neither indices nor the reference count may change. */
    private void see(String text, boolean fromClient) {
        ByteBuf bytes = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
        if (fromClient) {
            tap.fromClient(bytes);
        } else {
            tap.fromTarget(bytes);
        }
        assertThat(bytes.readerIndex()).isZero();
        assertThat(bytes.refCnt()).isOne();
        bytes.release();
    }

    private List<String> seen() {
        return facts.stream()
                .map(fact -> switch (fact) {
                    case SessionFact.Opened opened -> "opened";
                    case SessionFact.CommandReceived command -> String.valueOf(command.verb());
                    case SessionFact.ReplyReceived reply -> String.valueOf(reply.code());
                    case SessionFact.LoggedIn login -> "login " + login.user();
                    case SessionFact.PassiveAdvertised reply -> "port " + reply.advertisedPort();
                    case SessionFact.Encrypted encrypted -> "encrypted";
                    case SessionFact.Closed closed -> closed.end().label();
                    default -> "?";
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 50, 1000})
    void readsAlongHoweverTheBytesAreCut(int size) {
        client("USER demo\r\n");
        for (int i = 0; i < REPLIES.length(); i += size) {
            server(REPLIES.substring(i, Math.min(REPLIES.length(), i + size)));
        }

        assertThat(seen())
                .containsExactly(
                        "opened", "USER", "220", "331", "230", "login demo", "227", "port 8193", "229", "port 8194");
    }

    @Test
    void afterAuthNothingIsRead() {
        client("AUTH TLS\r\n");
        server("234 Go on.\r\n\u0016\u0003\u0001 227 (1,2,3,4,5,6)\r\n");
        client("PASV\r\n");

        assertThat(seen()).containsExactly("opened", "AUTH", "234", "encrypted");
    }

    @Test
    void aLineWithoutEndIsForgottenAndTheNextOneRead() {
        server("2".repeat(100_000));
        server("\r\n221 Bye.\r\n");

        assertThat(seen()).containsExactly("opened", "221");
    }

    @Test
    void theEndTellsWhetherTheClientHadSaidQuit() {
        client("QUIT\r\n");
        tap.ended(new RelayOutcome(6, 0, 0, OptionalLong.empty(), DataEnd.COMPLETED, Duration.ofSeconds(1)));

        assertThat(seen()).endsWith(SessionEnd.QUIT.label());
    }
}
