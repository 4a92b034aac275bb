package io.github.passage.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.ftp.ReplyLine.Place;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyLineTest {
    private static ReplyLine line(String text, int code, Place place) {
        return new ReplyLine(text.getBytes(StandardCharsets.ISO_8859_1), code, place);
    }

    @Test
    void builtRepliesEndWithCrLf() {
        ReplyLine reply = ReplyLine.of(425, "Can't open passive connection.");

        assertThat(new String(reply.wire(), StandardCharsets.US_ASCII))
                .isEqualTo("425 Can't open passive connection.\r\n");
        assertThat(reply.text()).isEqualTo("425 Can't open passive connection.");
        assertThat(reply.place()).isEqualTo(Place.ONLY);
    }

    @ParameterizedTest
    @CsvSource({"ONLY, true", "FIRST, false", "MIDDLE, false", "LAST, true"})
    void aReplyEndsWithItsOnlyOrItsLastLine(Place place, boolean ends) {
        assertThat(line("220 x\r\n", 220, place).endsReply()).isEqualTo(ends);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "99, false", "100, true", "150, true", "199, true", "200, false", "421, false"})
    void onlyRepliesOfTheHundredsArePreliminary(int code, boolean preliminary) {
        assertThat(line("x\r\n", code, Place.ONLY).preliminary()).isEqualTo(preliminary);
    }

    @Test
    void theTextHasNeitherLineEndNorTelnetSequences() {
        assertThat(line("220 h\u00FF\u00FB\u0001i\r\n", 220, Place.ONLY).text()).isEqualTo("220 hi");
        assertThat(line("220 hi\n", 220, Place.ONLY).text()).isEqualTo("220 hi");
    }

    @Test
    void linesAreEqualWhereCodePlaceAndBytesAre() {
        ReplyLine one = line("220 x\r\n", 220, Place.ONLY);

        assertThat(one).isEqualTo(ReplyLine.of(220, "x")).hasSameHashCodeAs(ReplyLine.of(220, "x"));
        assertThat(one).isNotEqualTo(line("220 x\r\n", 220, Place.LAST));
        assertThat(one).isNotEqualTo(line("220 x\r\n", 221, Place.ONLY));
        assertThat(one).isNotEqualTo(line("220 x\n", 220, Place.ONLY));
        assertThat(one).hasToString("ONLY 220 x");
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " EPSV,MIDDLE,false",
                " epsv,MIDDLE,false",
                "EPSV,MIDDLE,false",
                "211-EPSV,MIDDLE,false",
                " AUTH TLS;SSL,MIDDLE,false",
                " AUTH TLS,MIDDLE,false",
                " EPSVX,MIDDLE,true",
                " REST STREAM,MIDDLE,true",
                " SIZE EPSV,MIDDLE,true",
                ",MIDDLE,true",
                "211-EPSV,FIRST,true",
                "211 EPSV,LAST,true",
                "211 EPSV,ONLY,true"
            })
    void refusedFeaturesLeaveTheMiddleOfTheList(String text, Place place, boolean stays) {
        ReplyLine reply = line((text == null ? "" : text) + "\r\n", 211, place);

        assertThat(FeatureList.keeps(reply, Set.of("EPSV", "AUTH"))).isEqualTo(stays);
    }
}
