package io.github.passage.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.passage.doctor.Dial.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static final ClientForecasts CLIENTS = facts -> List.of(
            new ProgramForecast(List.of("curl", "aria2"), true, "dial the control address"),
            new ProgramForecast(List.of("wget"), false, "dials 10.1.135.46"));
    private static final Diagnosis BEHIND_NAT = Diagnosis.of(
            Facts.healthy()
                    .with(Facts.pasv("10,1,135,46,32,1", Outcome.TIMED_OUT, Outcome.OPEN))
                    .facts(),
            CLIENTS);

    @Test
    void theTextTellsWhatWasSeenWhatIsWrongAndWhoIsConcerned() {
        assertThat(TextReport.of(BEHIND_NAT))
                .startsWith("ftp://alice@ftp.example.test/", "", "What was seen", "  addresses   203.0.113.10")
                .contains(
                        "  PASV        227 Entering Passive Mode (10,1,135,46,32,1).",
                        "              10.1.135.46:8193 no answer after 7 ms, as announced",
                        "              203.0.113.10:8193 open after 7 ms, the control address; LIST brought 446 bytes",
                        "  announced-private (breaks some clients)",
                        "    - vsftpd: pasv_address=203.0.113.10",
                        "Client programs",
                        "  works  curl, aria2: dial the control address",
                        "  fails  wget: dials 10.1.135.46")
                .allMatch(line -> line.length() <= 100);
    }

    @Test
    void theTextOfAHealthyServerSaysSoAndNothingOfProgramsItDoesNotKnow() {
        assertThat(TextReport.of(Diagnosis.of(Facts.healthy().facts(), ClientForecasts.none())))
                .contains("  none: every passive client will work from here")
                .doesNotContain("Client programs");
    }

    @Test
    void theJsonHasTheDocumentedKeys() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(BEHIND_NAT));

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "endpoint",
                        "exitCode",
                        "control",
                        "greeting",
                        "features",
                        "tls",
                        "login",
                        "epsv",
                        "pasv",
                        "findings",
                        "programs");
        assertThat(json.at("/exitCode").asInt()).isOne();
        assertThat(json.at("/endpoint/user").asText()).isEqualTo("alice");
        assertThat(json.at("/control/dials/0/outcome").asText()).isEqualTo("open");
        assertThat(json.at("/greeting/speech").asText()).isEqualTo("ftp");
        assertThat(json.at("/login/outcome").asText()).isEqualTo("accepted");
        assertThat(json.at("/epsv/port").asInt()).isEqualTo(8192);
        assertThat(json.at("/pasv/announced").asText()).isEqualTo("10.1.135.46:8193");
        assertThat(json.at("/pasv/atAnnounced/outcome").asText()).isEqualTo("timed-out");
        assertThat(json.at("/pasv/listing/bytes").asInt()).isEqualTo(446);
        assertThat(json.at("/findings/0/id").asText()).isEqualTo("announced-private");
        assertThat(json.at("/findings/0/severity").asText()).isEqualTo("breaks-some");
        assertThat(json.at("/findings/0/fixes/0/where").asText()).isEqualTo("vsftpd");
        assertThat(json.at("/programs/1/works").asBoolean()).isFalse();
        assertThat(json.at("/programs/0/programs/1").asText()).isEqualTo("aria2");
    }

    @Test
    void whatWasNotMeasuredIsNotInTheJson() throws JsonProcessingException {
        Facts silent = Facts.healthy().with(Facts.epsvAnswer(Answer.silent())).with(Facts.pasvAnswer(Answer.silent()));
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(Diagnosis.of(silent.facts(), CLIENTS)));

        assertThat(json.at("/epsv").fieldNames()).toIterable().containsExactly("answer");
        assertThat(json.at("/pasv").fieldNames()).toIterable().containsExactly("answer", "oddities");
        assertThat(json.at("/epsv/answer/state").asText()).isEqualTo("silent");
        assertThat(json.at("/tls").has("handshake")).isFalse();
    }
}
