package io.github.passage.doctor;

import io.github.passage.address.HostPort;
import io.github.passage.doctor.Dial.Outcome;
import io.github.passage.doctor.EndpointFacts.Certificate;
import io.github.passage.doctor.EndpointFacts.Epsv;
import io.github.passage.doctor.EndpointFacts.Features;
import io.github.passage.doctor.EndpointFacts.Greeting;
import io.github.passage.doctor.EndpointFacts.Handshake;
import io.github.passage.doctor.EndpointFacts.Listing;
import io.github.passage.doctor.EndpointFacts.Login;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.EndpointFacts.Reach;
import io.github.passage.doctor.EndpointFacts.Speech;
import io.github.passage.doctor.EndpointFacts.Tls;
import io.github.passage.ftp.PassiveReply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Facts of a healthy server at 203.0.113.10, and of what differs from that. */
record Facts(Reach reach, Greeting greeting, Tls tls, Login login, Epsv epsv, Pasv pasv) {
    static final String CONTROL = "203.0.113.10:21";
    private static final Duration QUICK = Duration.ofMillis(7);

    static Facts healthy() {
        return new Facts(
                reach(CONTROL),
                new Greeting(Speech.FTP, Answer.replied(220, "220 (vsFTPd 3.0.5)")),
                new Tls(Answer.replied(530, "530 Please login with USER and PASS."), Optional.empty()),
                new Login(LoginOutcome.ACCEPTED, "PASS", Answer.replied(230, "230 Login successful."), false),
                epsv(Outcome.OPEN),
                pasv("203,0,113,10,32,1", Outcome.OPEN, null));
    }

    static Reach reach(String control) {
        InetSocketAddress address = address(control);
        return new Reach(
                List.of(address.getAddress()),
                List.of(new Dial(address, Outcome.OPEN, QUICK)),
                Optional.of(address("198.51.100.7:40000")));
    }

    static InetSocketAddress address(String text) {
        HostPort hostPort = HostPort.parse(text);
        InetAddress host = hostPort.literal().orElseThrow();
        return new InetSocketAddress(host, hostPort.port());
    }

    static Dial dial(String address, Outcome outcome) {
        return new Dial(address(address), outcome, QUICK);
    }

    static Epsv epsv(Outcome outcome) {
        return new Epsv(
                Answer.replied(229, "229 Entering Extended Passive Mode (|||8192|)"),
                OptionalInt.of(8192),
                Optional.of(dial("203.0.113.10:8192", outcome)),
                outcome == Outcome.OPEN ? Optional.of(listed()) : Optional.empty());
    }

    static Epsv epsvAnswer(Answer answer) {
        return new Epsv(answer, OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** The 227 with these numbers; where the address is not the control address, the outcome there, or null. */
    static Pasv pasv(String numbers, Outcome atAnnounced, @Nullable Outcome atControl) {
        Answer answer = Answer.replied(227, "227 Entering Passive Mode (" + numbers + ").");
        PassiveReply.Pasv reply =
                (PassiveReply.Pasv) PassiveReply.parse(227, answer.text()).orElseThrow();
        InetSocketAddress announced = new InetSocketAddress(reply.address(), reply.port());
        boolean open = atAnnounced == Outcome.OPEN || atControl == Outcome.OPEN;
        return new Pasv(
                answer,
                Optional.of(announced),
                PasvForm.oddities(answer),
                Optional.of(new Dial(announced, atAnnounced, QUICK)),
                Optional.ofNullable(atControl).map(outcome -> dial("203.0.113.10:" + reply.port(), outcome)),
                open ? Optional.of(listed()) : Optional.empty());
    }

    static Pasv pasvAnswer(Answer answer) {
        return new Pasv(
                answer,
                Optional.empty(),
                PasvForm.oddities(answer),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static Listing listed() {
        return new Listing(true, 446, Answer.replied(226, "226 Directory send OK."));
    }

    static Tls tls(boolean done, @Nullable String problem) {
        Certificate certificate = new Certificate(
                "CN=ftp.example.test", Instant.parse("2030-01-02T03:04:05Z"), Optional.ofNullable(problem));
        return new Tls(
                Answer.replied(234, "234 Proceed with negotiation."),
                Optional.of(new Handshake(done, done ? "TLSv1.3" : "handshake_failure", Optional.of(certificate))));
    }

    static Facts unspoken(Speech speech, Answer answer) {
        Answer none = Answer.notAsked("there is no FTP server to ask");
        return healthy()
                .with(new Greeting(speech, answer))
                .with(new Login(LoginOutcome.NOT_TRIED, "", none, false))
                .with(epsvAnswer(none))
                .with(pasvAnswer(none));
    }

    Facts with(Reach other) {
        return new Facts(other, greeting, tls, login, epsv, pasv);
    }

    Facts with(Greeting other) {
        return new Facts(reach, other, tls, login, epsv, pasv);
    }

    Facts with(Tls other) {
        return new Facts(reach, greeting, other, login, epsv, pasv);
    }

    Facts with(Login other) {
        return new Facts(reach, greeting, tls, other, epsv, pasv);
    }

    Facts with(Epsv other) {
        return new Facts(reach, greeting, tls, login, other, pasv);
    }

    Facts with(Pasv other) {
        return new Facts(reach, greeting, tls, login, epsv, other);
    }

    EndpointFacts facts() {
        return new EndpointFacts(
                new Endpoint("ftp.example.test", 21, Optional.of("alice")),
                reach,
                greeting,
                new Features(
                        Answer.replied(211, "211-Features:", " EPSV", " PASV", "211 End"), List.of("EPSV", "PASV")),
                tls,
                login,
                epsv,
                pasv);
    }
}
