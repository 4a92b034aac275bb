package io.github.passage.lab.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LibertyTest {

    @ParameterizedTest(name = "{0} takes {1}")
    @MethodSource
    void theLibertiesOfA227AreFound(String text, Set<Liberty> expected) {
        assertThat(Liberty.in(text)).isEqualTo(expected);
    }

    static Stream<Arguments> theLibertiesOfA227AreFound() {
        return Stream.of(
                Arguments.of("227 Entering Passive Mode (10,1,0,20,32,5)", Set.of()),
                Arguments.of("227 Entering Passive Mode 10,1,0,20,32,5", Set.of(Liberty.NO_PARENTHESES)),
                Arguments.of("227 =10,1,0,20,32,5", Set.of(Liberty.EQUALS_SIGN)),
                Arguments.of("227 Entering Passive Mode (10, 1, 0, 20, 32, 5)", Set.of(Liberty.SPACES)),
                Arguments.of("227 Entering Passive Mode (10,1,0,20,32,5).", Set.of(Liberty.FINAL_DOT)),
                Arguments.of(
                        "227 Entering Passive Mode 10, 1, 0, 20, 32, 5.",
                        Set.of(Liberty.NO_PARENTHESES, Liberty.SPACES, Liberty.FINAL_DOT)),
                Arguments.of("227 no numbers at all.", Set.of()));
    }
}
