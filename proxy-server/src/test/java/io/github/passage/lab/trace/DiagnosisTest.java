package io.github.passage.lab.trace;

import static io.github.passage.lab.topology.OwnTopology.v4;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.topology.OwnTopology;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {
    private static final String HELPS = "What helps: --rewrite control tells every client the address that it reached"
            + " (127.71.0.10); --passive-ip 127.71.0.10 does too, for clients that come this way only; a client that uses"
            + " EPSV needs neither.";
    private static final String IN_PROVIDER =
            "127.72.1.46 is the Transfer endpoint in the provider VPC, which admits only"
                    + " 127.72.0.0/16. The client is in a subnet of the consumer VPC (127.71.0.5).";

    private final Diagnosis diagnosis = new Diagnosis(OwnTopology.privateLink());

    private static Offer told(String address) {
        return new Offer(
                1, Optional.of(address).filter(text -> !text.isEmpty()).map(OwnTopology::v4), 8192, v4("127.71.0.10"));
    }

    private static List<InetSocketAddress> dialling(String address) {
        return Stream.of(address)
                .filter(text -> !text.isEmpty())
                .map(text -> new InetSocketAddress(v4(text), 8192))
                .toList();
    }

    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(
                        "127.72.1.46",
                        "127.72.1.46",
                        "The client dials 127.72.1.46:8192 and gets no answer (its SYN is in the kernel's table).",
                        "Why: " + IN_PROVIDER),
                Arguments.of(
                        "127.72.1.46",
                        "",
                        "No SYN is waiting: the client probably dialled 127.72.1.46:8192 and gave up, or refused to dial it"
                                + " because it is not the control connection's address.",
                        "Why: " + IN_PROVIDER),
                Arguments.of(
                        "0.0.0.0",
                        "",
                        "No SYN is waiting: the client probably dialled 0.0.0.0, which on its own machine is that machine,"
                                + " and was refused at once: Connection refused.",
                        "Why: 0.0.0.0 asks the client to use the control connection's address, and this program does not."),
                Arguments.of(
                        "203.0.113.7",
                        "203.0.113.7",
                        "The client dials 203.0.113.7:8192 and gets no answer (its SYN is in the kernel's table).",
                        "Why: 203.0.113.7 is no address of this topology. The client is in a subnet of the consumer VPC"
                                + " (127.71.0.5)."),
                Arguments.of(
                        "127.99.0.1",
                        "",
                        "No SYN is waiting: the client probably dialled 127.99.0.1:8192, where nothing listens, and was"
                                + " refused at once: Connection refused.",
                        "Why: 127.99.0.1 is no address of this topology. The client is in a subnet of the consumer VPC"
                                + " (127.71.0.5)."));
    }

    @ParameterizedTest(name = "told {0}, dialling \"{1}\"")
    @MethodSource("causes")
    void theCauseAndTheRemedyAreTold(String told, String dialled, String what, String why) {
        assertThat(diagnosis.explain(told(told), dialling(dialled))).containsExactly(what, why, HELPS);
    }

    @Test
    void aReachableAddressThatWasNotUsedNeedsNoRemedy() {
        assertThat(diagnosis.explain(told("127.71.0.10"), List.of()))
                .singleElement()
                .asString()
                .startsWith("No SYN is waiting either: the client was told a reachable address and did not use it.");
    }

    @Test
    void a229LeadsToTheControlConnectionsAddress() {
        assertThat(diagnosis.explain(told(""), List.of()))
                .singleElement()
                .asString()
                .contains("was told a reachable address");
    }

    @Test
    void whereAReachableAddressDoesNotAnswerNoCauseIsInvented() {
        assertThat(diagnosis.explain(told("127.71.0.10"), dialling("127.71.0.10")))
                .containsExactly(
                        "The client dials 127.71.0.10:8192 and gets no answer (its SYN is in the kernel's table).",
                        "Why: not seen from here. The client may reach that address; perhaps a firewall of this machine drops"
                                + " the connection.");
    }

    @Test
    void whatIsNotSeenIsOnlyProbable() {
        for (String told : List.of("127.72.1.46", "0.0.0.0", "127.99.0.1", "203.0.113.7")) {
            assertThat(diagnosis.explain(told(told), List.of()).getFirst()).contains("probably");
            assertThat(diagnosis.explain(told(told), dialling("127.72.1.46")).getFirst())
                    .doesNotContain("probably");
        }
    }
}
