package io.github.passage.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogbackLevelsTest {
    private final LoggerContext context = new LoggerContext();
    private final LogbackLevels levels = new LogbackLevels(context);

    @Test
    void aLevelIsSetAndTakenBack() {
        levels.set("ROOT", "INFO");
        levels.set("passage.session", "DEBUG");
        assertThat(levels.levels()).isEqualTo(Map.of("ROOT", "INFO", "passage.session", "DEBUG"));
        assertThat(context.getLogger("passage.session.x").isDebugEnabled()).isTrue();

        levels.set("passage.session", "INHERIT");
        assertThat(levels.levels()).isEqualTo(Map.of("ROOT", "INFO"));
        assertThat(context.getLogger("passage.session").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            passage | LOUD    | level: "LOUD" (expected: one of TRACE, DEBUG, INFO, WARN, ERROR, OFF, INHERIT)
            passage | debug   | level: "debug" (expected: one of TRACE, DEBUG, INFO, WARN, ERROR, OFF, INHERIT)
            a b     | INFO    | logger: "a b" (expected: ROOT, or a logger such as passage.session)
            a..b    | INFO    | logger: "a..b" (expected: ROOT, or a logger such as passage.session)
            ROOT    | INHERIT | level: "INHERIT" (expected: a level, since ROOT has none above)
            """)
    void aMistakeIsNamed(String logger, String level, String message) {
        assertThatThrownBy(() -> levels.set(logger, level)).hasMessage(message);
    }
}
