package io.github.passage.lab.trace;

import static io.github.passage.lab.topology.OwnTopology.v4;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.ftp.Verb;
import io.github.passage.lab.topology.OwnTopology;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.PassiveRefusal;
import io.github.passage.telemetry.ReservationEnd;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentencesTest {
    private static final InetSocketAddress CLIENT = at("127.71.0.5", 40000);
    private static final InetSocketAddress HOP = at("127.71.0.10", 8192);
    private static final InetSocketAddress NEXT = at("127.72.0.20", 8192);
    private static final Duration TOOK = Duration.ofMillis(12);

    private final Sentences sentences = new Sentences(OwnTopology.privateLink());

    /** What is said of a fact at the hop that the client reached, and at another; empty for nothing. */
    record Said(SessionFact fact, String atClientsHop, String elsewhere) {}

    record SaidOfHop(HopFact fact, String text) {}

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(v4(address), port);
    }

    private static SessionFact passive(String announced, String advertised, int advertisedPort) {
        return new SessionFact.PassiveAdvertised(
                Optional.of(v4(announced)), 8192, Optional.of(v4(advertised)), advertisedPort, advertisedPort);
    }

    private static Said command(Verb verb, String text) {
        return new Said(new SessionFact.CommandReceived(verb, Optional.empty()), text, "");
    }

    private static Said refused(Verb verb, String text) {
        return new Said(new SessionFact.CommandReceived(verb, Optional.of(502)), text, "");
    }

    private static Said everywhere(SessionFact fact, String text) {
        return new Said(fact, text, text);
    }

    static Stream<Said> passiveReplies() {
        String rewritten =
                "server announced 127.72.1.46:8192 (227, the Transfer endpoint's address); the client is told"
                        + " 127.71.0.10:8195, the VPC endpoint's address";
        return Stream.of(
                everywhere(passive("127.72.1.46", "127.71.0.10", 8195), rewritten),
                new Said(
                        passive("127.72.1.46", "127.72.1.46", 8192),
                        "server announced 127.72.1.46:8192 (227, the Transfer endpoint's address); the client is told just"
                                + " that",
                        ""),
                new Said(
                        passive("127.72.1.46", "127.72.1.46", 8195),
                        "server announced 127.72.1.46:8192 (227, the Transfer endpoint's address); the client is told"
                                + " 127.72.1.46:8195, the Transfer endpoint's address",
                        ""),
                everywhere(
                        passive("127.72.1.46", "0.0.0.0", 8193),
                        "server announced 127.72.1.46:8192 (227, the Transfer endpoint's address); the client is told"
                                + " 0.0.0.0:8193"),
                new Said(
                        new SessionFact.PassiveAdvertised(Optional.empty(), 8192, Optional.empty(), 8195, 8195),
                        "server announced port 8192 (229, no address); the client is told port 8195 and will use the address"
                                + " it already reached",
                        ""));
    }

    static Stream<Said> commands() {
        return Stream.of(
                command(Verb.LIST, "client sends LIST"),
                command(Verb.RETR, "client sends RETR"),
                command(Verb.PASV, "client sends PASV"),
                command(Verb.EPSV, "client sends EPSV"),
                command(Verb.ABOR, "client sends ABOR"),
                command(Verb.NOOP, ""),
                command(Verb.PASS, ""),
                refused(Verb.AUTH, "AUTH answered 502 here"),
                refused(Verb.PORT, "PORT answered 502 here: active mode only, which Transfer Family does not offer"));
    }

    static Stream<Said> ends() {
        String nobody = " before any data connection came to port 8192";
        return Stream.of(
                new Said(
                        new SessionFact.ReservationEnded(8192, ReservationEnd.LAPSED),
                        "the reservation lapsed" + nobody,
                        ""),
                new Said(
                        new SessionFact.ReservationEnded(8192, ReservationEnd.REPLACED),
                        "the client asked for another passive reply" + nobody,
                        ""),
                new Said(
                        new SessionFact.ReservationEnded(8192, ReservationEnd.SESSION_ENDED),
                        "the session ended" + nobody,
                        ""),
                new Said(
                        new SessionFact.ReservationEnded(8192, ReservationEnd.REINITIALIZED),
                        "the client logged out" + nobody,
                        ""));
    }

    static Stream<Said> others() {
        return Stream.of(
                new Said(
                        new SessionFact.Opened(CLIENT, at("127.71.0.10", 2121)),
                        "client 127.71.0.5:40000 connected to 127.71.0.10:2121",
                        ""),
                new Said(new SessionFact.TargetConnected(NEXT, HOP), "", ""),
                everywhere(
                        new SessionFact.TargetFailed("127.72.0.20:2121", "connection refused"),
                        "the next hop 127.72.0.20:2121 cannot be reached: connection refused"),
                new Said(new SessionFact.ReplyReceived(230), "", ""),
                new Said(new SessionFact.LoggedIn("demo"), "logged in as demo", ""),
                everywhere(
                        new SessionFact.PassiveRefused(PassiveRefusal.PORTS_EXHAUSTED),
                        "no data port for this client: 425 (ports-exhausted)"),
                new Said(
                        new SessionFact.DataArrived(CLIENT, HOP, false),
                        "data connection from 127.71.0.5:40000: the client dialled 127.71.0.10:8192",
                        ""),
                new Said(
                        new SessionFact.DataArrived(CLIENT, HOP, true),
                        "data connection from 127.71.0.5:40000: the client dialled 127.71.0.10:8192, from another address"
                                + " than before",
                        ""),
                everywhere(
                        new SessionFact.DataTargetFailed(NEXT, "connection refused"),
                        "the data connection came, but the next hop 127.72.0.20:8192 cannot be reached: connection refused."
                                + " The client sees a reset; through a real load balancer its connect would fail itself."),
                new Said(
                        new SessionFact.DataClosed(3, 1024, DataEnd.COMPLETED, TOOK),
                        "data connection ended (completed): 1024 bytes to the client, 3 bytes from it, 12 ms",
                        ""),
                new Said(
                        new SessionFact.Encrypted(),
                        "the control connection is encrypted: cannot rewrite, cannot see more",
                        ""),
                new Said(
                        new SessionFact.Closed(SessionEnd.QUIT, CLIENT.getAddress(), TOOK),
                        "session ended (quit) after 12 ms",
                        ""));
    }

    static Stream<SaidOfHop> hopFacts() {
        return Stream.of(
                new SaidOfHop(
                        new HopFact.Rejected(CLIENT, NEXT),
                        "127.71.0.5:40000 dialled 127.72.0.20:8192, has no way there, and was reset after the handshake. In"
                                + " the field this shows as: Connection refused."),
                new SaidOfHop(
                        new HopFact.DataUnclaimed(CLIENT, HOP),
                        "127.71.0.5:40000 dialled 127.71.0.10:8192, where nothing is reserved for it: closed"),
                new SaidOfHop(
                        new HopFact.RelayTargetFailed(HOP, NEXT, "connection refused"),
                        "cannot reach 127.72.0.20:8192: connection refused. The connection was reset; through a real load"
                                + " balancer the client's connect would fail itself."),
                new SaidOfHop(
                        new HopFact.AcceptFailed("too many open files"),
                        "cannot accept connections: too many open files"),
                new SaidOfHop(new HopFact.Relayed(HOP, NEXT), ""),
                new SaidOfHop(new HopFact.RelayClosed(NEXT, 1, 2, DataEnd.COMPLETED, TOOK), ""));
    }

    static Stream<Said> all() {
        return Stream.of(passiveReplies(), commands(), ends(), others()).flatMap(facts -> facts);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFactOfASessionIsSaidOnce(Said said) {
        assertThat(sentences.of(said.fact(), true).orElse("")).isEqualTo(said.atClientsHop());
        assertThat(sentences.of(said.fact(), false).orElse("")).isEqualTo(said.elsewhere());
    }

    @ParameterizedTest
    @MethodSource("hopFacts")
    void aFactOfAHopIsSaid(SaidOfHop said) {
        assertThat(sentences.of("nlb", said.fact()).orElse("")).isEqualTo(said.text());
    }

    @Test
    void noKindOfFactIsLeftOut() {
        assertThat(kinds(all().map(Said::fact))).containsExactlyInAnyOrderElementsOf(permitted(SessionFact.class));
        assertThat(kinds(hopFacts().map(SaidOfHop::fact)))
                .containsExactlyInAnyOrderElementsOf(permitted(HopFact.class));
    }

    private static Set<Class<?>> kinds(Stream<?> facts) {
        return facts.map(Object::getClass).collect(Collectors.toSet());
    }

    private static List<Class<?>> permitted(Class<?> sealed) {
        return List.of(sealed.getPermittedSubclasses());
    }
}
