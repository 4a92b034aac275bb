package io.github.passage.doctor;

import static io.github.passage.doctor.Facts.epsv;
import static io.github.passage.doctor.Facts.epsvAnswer;
import static io.github.passage.doctor.Facts.healthy;
import static io.github.passage.doctor.Facts.pasv;
import static io.github.passage.doctor.Facts.pasvAnswer;
import static io.github.passage.doctor.Facts.unspoken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.passage.doctor.Dial.Outcome;
import io.github.passage.doctor.EndpointFacts.Greeting;
import io.github.passage.doctor.EndpointFacts.Listing;
import io.github.passage.doctor.EndpointFacts.Login;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.EndpointFacts.Reach;
import io.github.passage.doctor.EndpointFacts.Speech;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FindingsTest {
    private static final Answer EPSV_REFUSED = Answer.replied(500, "500 Unknown command.");
    private static final Answer PASV_REFUSED = Answer.replied(502, "502 Command not implemented.");
    private static final Answer NO_LOGIN = Answer.replied(530, "530 Please login with USER and PASS.");

    static Stream<Arguments> faults() {
        Facts noEpsv = healthy().with(epsvAnswer(EPSV_REFUSED));
        return Stream.of(
                arguments("a healthy server", healthy(), "", 0),
                arguments("EPSV refused and PASV right", noEpsv, "NOTE epsv-refused", 0),
                arguments(
                        "EPSV refused by 522",
                        healthy().with(epsvAnswer(Answer.replied(522, "522 no"))),
                        "BREAKS_SOME epsv-refused",
                        1),
                arguments(
                        "a private address behind a public one",
                        healthy().with(pasv("10,1,135,46,32,1", Outcome.TIMED_OUT, Outcome.OPEN)),
                        "BREAKS_SOME announced-private",
                        1),
                arguments(
                        "a private address, and no way by the control address nor EPSV",
                        noEpsv.with(pasv("10,1,135,46,32,1", Outcome.TIMED_OUT, Outcome.REFUSED)),
                        "BREAKS_ALL announced-private, NOTE epsv-refused",
                        1),
                arguments(
                        "0.0.0.0",
                        healthy().with(pasv("0,0,0,0,32,1", Outcome.REFUSED, Outcome.OPEN)),
                        "BREAKS_SOME announced-zero",
                        1),
                arguments(
                        "0.0.0.0 seen from the server's own machine",
                        healthy().with(pasv("0,0,0,0,32,1", Outcome.OPEN, Outcome.OPEN)),
                        "BREAKS_SOME announced-zero",
                        1),
                arguments(
                        "the server's loopback address",
                        healthy().with(pasv("127,0,1,1,32,1", Outcome.REFUSED, Outcome.OPEN)),
                        "BREAKS_SOME announced-loopback",
                        1),
                arguments(
                        "another public address that does not answer",
                        healthy().with(pasv("203,0,113,99,32,1", Outcome.TIMED_OUT, Outcome.OPEN)),
                        "BREAKS_SOME announced-unreachable",
                        1),
                arguments(
                        "another address that answers",
                        healthy().with(pasv("203,0,113,11,32,1", Outcome.OPEN, Outcome.REFUSED)),
                        "BREAKS_SOME announced-other-address",
                        1),
                arguments(
                        "passive ports that no firewall passes",
                        healthy()
                                .with(epsv(Outcome.TIMED_OUT))
                                .with(pasv("203,0,113,10,32,1", Outcome.TIMED_OUT, null)),
                        "BREAKS_ALL passive-ports-blocked",
                        1),
                arguments(
                        "EPSV's port dead while PASV works",
                        healthy().with(epsv(Outcome.REFUSED)),
                        "BREAKS_SOME epsv-port-dead",
                        1),
                arguments(
                        "EPSV's port dead and PASV refused",
                        healthy().with(epsv(Outcome.REFUSED)).with(pasvAnswer(PASV_REFUSED)),
                        "BREAKS_ALL epsv-port-dead, BREAKS_ALL pasv-refused",
                        1),
                arguments(
                        "EPSV without a port",
                        healthy().with(epsvAnswer(Answer.replied(229, "229 Entering Passive Mode"))),
                        "BREAKS_SOME epsv-unreadable",
                        1),
                arguments("PASV refused", healthy().with(pasvAnswer(PASV_REFUSED)), "BREAKS_SOME pasv-refused", 1),
                arguments(
                        "a 227 without numbers",
                        noEpsv.with(pasvAnswer(Answer.replied(227, "227 Entering Passive Mode (fe80::1,1)"))),
                        "BREAKS_ALL pasv-unreadable, NOTE epsv-refused",
                        1),
                arguments(
                        "a 227 with blanks",
                        healthy().with(pasv("203, 0, 113, 10, 32, 1", Outcome.OPEN, null)),
                        "BREAKS_SOME pasv-form",
                        1),
                arguments("active mode only", noEpsv.with(pasvAnswer(PASV_REFUSED)), "BREAKS_ALL active-only", 1),
                arguments(
                        "no data port left",
                        healthy()
                                .with(epsvAnswer(Answer.replied(425, "425 Can't open")))
                                .with(pasvAnswer(Answer.replied(425, "425 Can't open passive connection."))),
                        "BREAKS_ALL no-data-port",
                        1),
                arguments(
                        "silence after the login",
                        healthy().with(epsvAnswer(Answer.silent())).with(pasvAnswer(Answer.silent())),
                        "BREAKS_ALL hangs-after-login",
                        1),
                arguments(
                        "silence after EPSV only",
                        healthy().with(epsvAnswer(Answer.silent())),
                        "BREAKS_SOME hangs-after-epsv",
                        1),
                arguments(
                        "silence after PASV only",
                        healthy().with(pasvAnswer(Answer.closed())),
                        "BREAKS_SOME hangs-after-pasv",
                        1),
                arguments("TLS demanded", encrypted(healthy().with(Facts.tls(true, null))), "BREAKS_SOME tls-only", 1),
                arguments(
                        "TLS demanded with a bad certificate",
                        encrypted(healthy().with(Facts.tls(true, "unable to find valid certification path"))),
                        "BREAKS_SOME tls-only, BREAKS_SOME certificate",
                        1),
                arguments(
                        "TLS offered with a bad certificate",
                        healthy().with(Facts.tls(true, "unable to find valid certification path")),
                        "NOTE certificate",
                        0),
                arguments(
                        "TLS offered and broken", healthy().with(Facts.tls(false, null)), "BREAKS_SOME tls-broken", 1),
                arguments(
                        "the login refused",
                        notLoggedIn(LoginOutcome.REFUSED, Answer.replied(530, "530 Login incorrect.")),
                        "NOT_EXAMINED login-refused",
                        1),
                arguments(
                        "the login without an answer",
                        notLoggedIn(LoginOutcome.HANGS, Answer.silent()),
                        "BREAKS_ALL login-hangs",
                        1),
                arguments(
                        "no login to try",
                        healthy()
                                .with(new Login(
                                        LoginOutcome.NOT_TRIED, "", Answer.notAsked("no login was given"), false))
                                .with(epsvAnswer(NO_LOGIN))
                                .with(pasvAnswer(NO_LOGIN)),
                        "NOT_EXAMINED passive-not-examined",
                        1),
                arguments(
                        "a listing that brings nothing",
                        healthy().with(unlisted(Answer.replied(425, "425 Security: Bad IP connecting."))),
                        "BREAKS_ALL listing-fails",
                        1),
                arguments(
                        "a listing refused for want of encryption",
                        healthy().with(unlisted(Answer.replied(522, "522 Data connections must be encrypted."))),
                        "BREAKS_ALL listing-fails",
                        1),
                arguments(
                        "TLS sessions to be resumed",
                        healthy()
                                .with(unlisted(
                                        Answer.replied(522, "522 SSL connection failed: session reuse required"))),
                        "BREAKS_SOME tls-resumption-demanded",
                        1),
                arguments(
                        "EPSV refused over IPv6",
                        noEpsv.with(Facts.reach("[2001:db8::10]:21")).with(pasvAnswer(PASV_REFUSED)),
                        "BREAKS_ALL active-only",
                        1),
                arguments(
                        "EPSV refused over IPv6 and an IPv4 address in the 227",
                        noEpsv.with(Facts.reach("[2001:db8::10]:21")),
                        "BREAKS_SOME epsv-refused-over-ipv6, BREAKS_SOME announced-other-address",
                        1),
                arguments(
                        "EPSV over IPv6 and PASV refused",
                        healthy().with(Facts.reach("[2001:db8::10]:21")).with(pasvAnswer(PASV_REFUSED)),
                        "",
                        0));
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                arguments(
                        "SSH",
                        unspoken(Speech.SSH, new Answer(Answer.State.GARBLED, 0, List.of("SSH-2.0-x"))),
                        "not-ftp-ssh",
                        3),
                arguments("HTTP", unspoken(Speech.HTTP, Answer.closed()), "not-ftp-http", 3),
                arguments("mail", unspoken(Speech.SMTP, Answer.replied(220, "220 ESMTP")), "not-ftp-smtp", 3),
                arguments("TLS", unspoken(Speech.TLS, Answer.silent()), "not-ftp-tls", 3),
                arguments("silence", unspoken(Speech.SILENCE, Answer.silent()), "not-ftp-silence", 3),
                arguments("an end", unspoken(Speech.CLOSED, Answer.closed()), "not-ftp-closed", 3),
                arguments("anything else", unspoken(Speech.OTHER, Answer.closed()), "not-ftp", 3),
                arguments(
                        "implicit FTPS",
                        unspoken(Speech.IMPLICIT_FTPS, Answer.replied(220, "220 ready")),
                        "implicit-ftps",
                        1),
                arguments(
                        "too many sessions",
                        unspoken(Speech.FTP, Answer.replied(421, "421 Too many users")),
                        "greeting-refuses",
                        1),
                arguments(
                        "a name without address",
                        unspoken(Speech.NONE, Answer.silent()).with(new Reach(List.of(), List.of(), Optional.empty())),
                        "name-unknown",
                        3),
                arguments(
                        "a closed port",
                        unspoken(Speech.NONE, Answer.silent())
                                .with(new Reach(
                                        List.of(Facts.address(Facts.CONTROL).getAddress()),
                                        List.of(Facts.dial(Facts.CONTROL, Outcome.REFUSED)),
                                        Optional.empty())),
                        "control-unreachable",
                        3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultIsFoundByWhatWasMeasured(String what, Facts facts, String found, int exitCode) {
        assertThat(String.join(
                        ", ",
                        Findings.of(facts.facts()).stream()
                                .map(finding -> finding.severity() + " " + finding.id())
                                .toList()))
                .as(what)
                .isEqualTo(found);
        assertThat(Findings.exitCode(facts.facts())).isEqualTo(exitCode);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("strangers")
    void whatIsNoServingFtpServerIsNamed(String what, Facts facts, String found, int exitCode) {
        aFaultIsFoundByWhatWasMeasured(what, facts, "BREAKS_ALL " + found, exitCode);
    }

    @Test
    void theFixNamesTheSettingOfTheServerThatGreeted() {
        Facts behindNat = healthy().with(pasv("10,1,135,46,32,1", Outcome.TIMED_OUT, Outcome.OPEN));

        assertThat(fixes(behindNat))
                .contains("vsftpd: pasv_address=203.0.113.10")
                .anyMatch(fix -> fix.startsWith("Passage: in front of the server, passive-address = control"))
                .noneMatch(fix -> fix.startsWith("ProFTPD"));
    }

    @Test
    void theFixesOfAnUnknownServerNameThoseOfTheUsualOnes() {
        Facts behindNat = healthy()
                .with(new Greeting(Speech.FTP, Answer.replied(220, "220 Welcome")))
                .with(pasv("10,1,135,46,32,1", Outcome.TIMED_OUT, Outcome.OPEN));

        assertThat(fixes(behindNat))
                .contains(
                        "AWS Transfer Family: PassiveIp = 203.0.113.10, then stop and start the server (before that a change"
                                + " does nothing)",
                        "vsftpd: pasv_address=203.0.113.10",
                        "ProFTPD: MasqueradeAddress 203.0.113.10",
                        "Pure-FTPd: -P 203.0.113.10 (ForcePassiveIP)");
    }

    @Test
    void nobodyIsToldThatPassageRewritesWhatTlsHides() {
        Facts secret = encrypted(
                healthy().with(Facts.tls(true, null)).with(pasv("10,1,135,46,32,1", Outcome.TIMED_OUT, Outcome.OPEN)));

        assertThat(fixes(secret))
                .contains("Passage: cannot rewrite what TLS hides; the server itself must announce 203.0.113.10");
    }

    private static List<String> fixes(Facts facts) {
        return Findings.of(facts.facts()).stream()
                .flatMap(finding -> finding.fixes().stream())
                .map(fix -> fix.where() + ": " + fix.change())
                .toList();
    }

    private static Facts encrypted(Facts facts) {
        return facts.with(new Login(LoginOutcome.ACCEPTED, "PASS", Answer.replied(230, "230 in"), true));
    }

    private static Facts notLoggedIn(LoginOutcome outcome, Answer answer) {
        Answer none = Answer.notAsked("there was no session");
        return healthy()
                .with(new Login(outcome, "PASS", answer, false))
                .with(epsvAnswer(none))
                .with(pasvAnswer(none));
    }

    private static Pasv unlisted(Answer answer) {
        Pasv right = healthy().pasv();
        return new Pasv(
                right.answer(),
                right.announced(),
                right.oddities(),
                right.atAnnounced(),
                right.atControl(),
                Optional.of(new Listing(false, 0, answer)));
    }
}
