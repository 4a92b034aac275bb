package io.github.passage.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.doctor.Dial.Outcome;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.EndpointFacts.Speech;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExaminationTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Credentials LOGIN = new Credentials("alice", "hunter2");
    private static final int MOST_CONNECTIONS = 6;

    private static EndpointFacts examine(InetSocketAddress address, Optional<Credentials> login) {
        Endpoint endpoint = new Endpoint("127.0.0.1", address.getPort(), login.map(Credentials::user));
        return Examination.of(endpoint, login, PATIENCE);
    }

    private static String refuse(String line) {
        return "500 unknown: " + line + "\r\n";
    }

    /** Accepts every login, and everything else as told. */
    private static Function<String, Optional<String>> after(Function<String, Optional<String>> login) {
        return line -> line.startsWith("USER")
                ? Optional.of("331 password?\r\n")
                : line.startsWith("PASS") ? Optional.of("230 in\r\n") : login.apply(line);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'SSH-2.0-OpenSSH_9.2\r\n', SSH",
        "'HTTP/1.1 400 Bad Request\r\n\r\n', HTTP",
        "'220 mail.example.test ESMTP\r\n', SMTP",
        "'+OK POP3 ready\r\n', OTHER",
    })
    void aStrangerIsKnownByItsFirstWords(String greeting, Speech speech) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(greeting, _ -> Optional.empty())) {
            EndpointFacts facts = examine(server.address(), Optional.of(LOGIN));

            assertThat(facts.greeting().speech()).isEqualTo(speech);
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void aServerThatWaitsToBeSpokenToIsKnownByItsAnswer() throws IOException {
        try (ScriptedServer server = ScriptedServer.start("", _ -> Optional.of("HTTP/1.1 400 Bad Request\r\n"))) {
            assertThat(examine(server.address(), Optional.empty()).greeting().speech())
                    .isEqualTo(Speech.HTTP);
        }
    }

    @Test
    void silenceEndsInTime() throws IOException {
        try (ScriptedServer server = ScriptedServer.start("", _ -> Optional.empty())) {
            EndpointFacts facts = examine(server.address(), Optional.of(LOGIN));

            assertThat(facts.greeting().speech()).isEqualTo(Speech.SILENCE);
            assertThat(server.connections()).isLessThanOrEqualTo(MOST_CONNECTIONS);
        }
    }

    @Test
    void aClosedPortIsRefused() throws IOException {
        InetSocketAddress closed;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            closed = (InetSocketAddress) taken.getLocalSocketAddress();
        }
        EndpointFacts facts = examine(closed, Optional.empty());

        assertThat(facts.reach().dials()).extracting(Dial::outcome).containsExactly(Outcome.REFUSED);
        assertThat(facts.greeting().speech()).isEqualTo(Speech.NONE);
    }

    @Test
    void aServerThatHangsAfterTheLoginIsGivenUpWithFewConnections() throws IOException {
        Function<String, Optional<String>> hanging =
                line -> line.equals("FEAT") || line.startsWith("AUTH") ? Optional.of(refuse(line)) : Optional.empty();
        try (ScriptedServer server = ScriptedServer.start("220 ready\r\n", after(hanging))) {
            EndpointFacts facts = examine(server.address(), Optional.of(LOGIN));

            assertThat(facts.login().outcome()).isEqualTo(LoginOutcome.ACCEPTED);
            assertThat(facts.epsv().answer()).isEqualTo(Answer.silent());
            assertThat(facts.pasv().answer()).isEqualTo(Answer.silent());
            assertThat(server.connections()).isLessThanOrEqualTo(MOST_CONNECTIONS);
        }
    }

    @Test
    void dataPortsAreDialledWhereAnnouncedAndAtTheControlAddress() throws IOException {
        try (ServerSocket data = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = data.getLocalPort();
            String numbers = (port >> 8) + "," + (port & 0xFF);
            Function<String, Optional<String>> answers = line -> Optional.of(
                    switch (line) {
                        case "EPSV" -> "229 here (|||" + port + "|)\r\n";
                        case "PASV" -> "227 here (127,0,0,2," + numbers + ")\r\n";
                        case "LIST" -> "150 coming\r\n226 sent\r\n";
                        default -> refuse(line);
                    });
            try (ScriptedServer server = ScriptedServer.start("220 ready\r\n", after(answers))) {
                Thread.ofVirtual().start(() -> acceptAndClose(data));
                // A connection that is closed late counts as open, and this test's thread may be late
                Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                    EndpointFacts facts = examine(server.address(), Optional.of(LOGIN));
                    assertThat(facts.epsv().dial()).map(Dial::outcome).contains(Outcome.RESET);
                    assertThat(facts.pasv().atAnnounced()).map(Dial::outcome).contains(Outcome.REFUSED);
                    assertThat(facts.pasv().atControl()).map(Dial::outcome).contains(Outcome.RESET);
                });
            }
        }
    }

    private static void acceptAndClose(ServerSocket data) {
        try {
            while (true) {
                data.accept().close();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Test
    void aPasswordThatTheServerRepeatsIsInNoReport() throws IOException {
        Function<String, Optional<String>> answers = line -> Optional.of(
                line.startsWith("USER")
                        ? "331 password?\r\n"
                        : line.startsWith("PASS")
                                ? "230-you said " + line + "\r\n230 in with hunter2\r\n"
                                : "500 " + line + " after hunter2\r\n");
        try (ScriptedServer server = ScriptedServer.start("220 ready\r\n", answers)) {
            Diagnosis diagnosis = Diagnosis.of(examine(server.address(), Optional.of(LOGIN)), ClientForecasts.none());

            assertThat(diagnosis.facts().login().outcome()).isEqualTo(LoginOutcome.ACCEPTED);
            assertThat(TextReport.of(diagnosis)).noneMatch(line -> line.contains("hunter2"));
            assertThat(JsonReport.of(diagnosis)).contains("[password]").doesNotContain("hunter2");
            assertThat(diagnosis.toString()).doesNotContain("500 EPSV after hunter2");
        }
    }

    @Test
    void withoutALoginNoneIsTried() throws IOException {
        try (ScriptedServer server = ScriptedServer.start("220 ready\r\n", line -> Optional.of("530 log in\r\n"))) {
            EndpointFacts facts = examine(server.address(), Optional.empty());

            assertThat(facts.login().outcome()).isEqualTo(LoginOutcome.NOT_TRIED);
            assertThat(facts.pasv().answer().code()).isEqualTo(530);
            assertThat(server.connections()).isEqualTo(2);
        }
    }
}
