package io.github.passage.lab.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.doctor.Answer;
import io.github.passage.doctor.Dial;
import io.github.passage.doctor.Endpoint;
import io.github.passage.doctor.EndpointFacts;
import io.github.passage.doctor.EndpointFacts.Epsv;
import io.github.passage.doctor.EndpointFacts.Features;
import io.github.passage.doctor.EndpointFacts.FormatOddity;
import io.github.passage.doctor.EndpointFacts.Greeting;
import io.github.passage.doctor.EndpointFacts.Login;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.EndpointFacts.Reach;
import io.github.passage.doctor.EndpointFacts.Speech;
import io.github.passage.doctor.EndpointFacts.Tls;
import io.github.passage.doctor.ProgramForecast;
import io.github.passage.lab.profile.file.ProfileFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileForecastsTest {
    private static final String CONTROL = "203.0.113.10";
    private static final Answer NONE = new Answer(Answer.State.REPLIED, 500, List.of("500 no"));
    private static final ProfileForecasts FORECASTS = new ProfileForecasts(ProfileFiles.shipped());

    /** What was measured of a server with a public control address. */
    private record Case(String announced, Dial.Outcome atAnnounced, Dial.Outcome atControl, String epsv) {
        EndpointFacts facts(LoginOutcome login, boolean encrypted, FormatOddity... oddities) {
            boolean offered = !epsv.equals("refused");
            Epsv extended = new Epsv(
                    offered ? replied(229) : NONE,
                    offered ? OptionalInt.of(8192) : OptionalInt.empty(),
                    offered ? Optional.of(dial(CONTROL, Dial.Outcome.valueOf(epsv))) : Optional.empty(),
                    Optional.empty());
            Pasv passive = new Pasv(
                    replied(227),
                    Optional.of(address(announced)),
                    Set.of(oddities),
                    Optional.of(dial(announced, atAnnounced)),
                    announced.equals(CONTROL) ? Optional.empty() : Optional.of(dial(CONTROL, atControl)),
                    Optional.empty());
            return new EndpointFacts(
                    Endpoint.parse("ftp://demo@ftp.example.com/"),
                    new Reach(
                            List.of(address(CONTROL).getAddress()),
                            List.of(dial(CONTROL, Dial.Outcome.OPEN)),
                            Optional.empty()),
                    new Greeting(Speech.FTP, replied(220)),
                    new Features(replied(211), List.of("EPSV", "PASV")),
                    new Tls(NONE, Optional.empty()),
                    new Login(login, "PASS", replied(230), encrypted),
                    extended,
                    passive);
        }
    }

    private static Answer replied(int code) {
        return new Answer(Answer.State.REPLIED, code, List.of(code + " ok"));
    }

    private static InetSocketAddress address(String literal) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), 8192);
    }

    private static Dial dial(String to, Dial.Outcome outcome) {
        return new Dial(address(to), outcome, Duration.ofMillis(1));
    }

    private static ProgramForecast of(List<ProgramForecast> forecasts, String program) {
        return forecasts.stream()
                .filter(forecast -> forecast.programs().contains(program))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} ({1}, control {2}), EPSV {3}: {4} works {5}")
    @CsvSource({
        "203.0.113.10, OPEN,      OPEN,      OPEN,      wget,        true",
        "203.0.113.10, OPEN,      OPEN,      OPEN,      curl,        true",
        "203.0.113.10, OPEN,      OPEN,      OPEN,      Windows ftp.exe, false",
        "0.0.0.0,      REFUSED,   OPEN,      OPEN,      wget,        false",
        "0.0.0.0,      REFUSED,   OPEN,      OPEN,      lftp,        true",
        "0.0.0.0,      REFUSED,   OPEN,      OPEN,      WinSCP Auto, true",
        "10.1.2.3,     TIMED_OUT, OPEN,      OPEN,      wget,        false",
        "10.1.2.3,     TIMED_OUT, OPEN,      OPEN,      filezilla,   true",
        "10.1.2.3,     TIMED_OUT, OPEN,      OPEN,      curl noskip, true",
        "10.1.2.3,     TIMED_OUT, OPEN,      refused,   curl noskip, false",
        "10.1.2.3,     TIMED_OUT, OPEN,      refused,   tnftp,       false",
        "198.51.100.9, OPEN,      REFUSED,   refused,   wget,        true",
        "198.51.100.9, OPEN,      REFUSED,   refused,   curl,        false",
        "203.0.113.10, OPEN,      OPEN,      REFUSED,   curl,        true",
        "203.0.113.10, OPEN,      OPEN,      REFUSED,   rclone,      false",
        "203.0.113.10, TIMED_OUT, TIMED_OUT, TIMED_OUT, lftp,        false"
    })
    void foretellsWhatAProgramMakesOfWhatWasMeasured(
            String announced,
            Dial.Outcome atAnnounced,
            Dial.Outcome atControl,
            String epsv,
            String program,
            boolean works) {
        List<ProgramForecast> forecasts =
                FORECASTS.of(new Case(announced, atAnnounced, atControl, epsv).facts(LoginOutcome.ACCEPTED, false));

        ProgramForecast forecast = of(forecasts, program);
        assertThat(forecast.works()).as(forecast.why()).isEqualTo(works);
        assertThat(forecast.why()).isNotBlank();
    }

    @Test
    void aReplyThatAProgramCannotReadFailsThere() {
        List<ProgramForecast> forecasts =
                FORECASTS.of(new Case(CONTROL, Dial.Outcome.OPEN, Dial.Outcome.OPEN, "refused")
                        .facts(LoginOutcome.ACCEPTED, false, FormatOddity.BLANKS_BETWEEN_NUMBERS));

        assertThat(of(forecasts, "wget").works()).isFalse();
        assertThat(of(forecasts, "wget").why()).contains("cannot read");
        assertThat(of(forecasts, "lftp").works()).isTrue();
    }

    @Test
    void aServerThatDemandsTlsShutsOutProgramsThatCannot() {
        List<ProgramForecast> forecasts = FORECASTS.of(
                new Case(CONTROL, Dial.Outcome.OPEN, Dial.Outcome.OPEN, "OPEN").facts(LoginOutcome.ACCEPTED, true));

        assertThat(of(forecasts, "curl").works()).isTrue();
        assertThat(of(forecasts, "tnftp").works()).isFalse();
        assertThat(of(forecasts, "tnftp").why()).contains("TLS");
    }

    @Test
    void nothingIsForetoldOfWhatCouldNotBeExamined() {
        assertThat(FORECASTS.of(new Case(CONTROL, Dial.Outcome.OPEN, Dial.Outcome.OPEN, "OPEN")
                        .facts(LoginOutcome.REFUSED, false)))
                .isEmpty();
    }
}
