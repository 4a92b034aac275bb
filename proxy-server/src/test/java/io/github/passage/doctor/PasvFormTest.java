package io.github.passage.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.doctor.EndpointFacts.FormatOddity;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasvFormTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "227 Entering Passive Mode (10,1,2,3,32,0) |",
                "227 Entering Passive Mode (10,1,2,3,32,0). |",
                "227 Entering Passive Mode 10,1,2,3,32,0 | NO_PARENTHESES",
                "227 =10,1,2,3,32,0 | EQUALS_SIGN",
                "227 Entering Passive Mode (10, 1, 2, 3, 32, 0) | BLANKS_BETWEEN_NUMBERS",
                "227 10, 1, 2, 3, 32, 0 | NO_PARENTHESES BLANKS_BETWEEN_NUMBERS",
                "227 Entering Passive Mode |",
            })
    void theFormOfA227IsToldFromTheUsualOne(String line, String oddities) {
        Set<FormatOddity> expected = oddities == null
                ? Set.of()
                : Set.copyOf(Stream.of(oddities.split(" ", -1))
                        .map(FormatOddity::valueOf)
                        .toList());

        assertThat(PasvForm.oddities(Answer.replied(227, line))).isEqualTo(expected);
    }
}
