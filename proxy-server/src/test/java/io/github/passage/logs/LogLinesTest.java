package io.github.passage.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static LoggingEvent event(String message, KeyValuePair... pairs) {
        LoggingEvent event = new LoggingEvent();
        event.setInstant(Instant.parse("2026-02-03T04:05:06.007Z"));
        event.setLevel(Level.INFO);
        event.setLoggerName("passage.session");
        event.setMessage(message);
        for (KeyValuePair pair : pairs) {
            event.addKeyValuePair(pair);
        }
        return event;
    }

    private static String line(LogFormat format, LoggingEvent event) {
        return new String(new LogLines(format).encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void jsonHasTimeLevelLoggerMessageAndTheValues() throws IOException {
        String line = line(
                LogFormat.JSON,
                event(
                        "ended",
                        new KeyValuePair("session", "edge#7"),
                        new KeyValuePair("ms", 12L),
                        new KeyValuePair("foreign", false),
                        new KeyValuePair("verbs", Map.of("USER", 1))));

        assertThat(JSON.readTree(line)).isEqualTo(JSON.readTree("""
                        {"time": "2026-02-03T04:05:06.007Z", "level": "INFO", "logger": "passage.session", "message": "ended",
                         "session": "edge#7", "ms": 12, "foreign": false, "verbs": {"USER": 1}}"""));
    }

    @Test
    void textHasTheSessionBeforeTheMessageAndTheValuesBehindIt() {
        assertThat(line(
                        LogFormat.TEXT,
                        event(
                                "ended",
                                new KeyValuePair("session", "edge#7"),
                                new KeyValuePair("hop", "edge"),
                                new KeyValuePair("user", "an \"na"),
                                new KeyValuePair("verbs", Map.of("USER", 1)))))
                .matches(
                        "2026-02-0\\dT\\d\\d:\\d\\d:06\\.007\\S+ INFO  session \\[edge#7] ended user=\"an \\\\\"na\" verbs=USER:1\n");
    }

    @Test
    void whatAPeerSaysIsNoLineOfItsOwn() throws IOException {
        String evil = "x\r\n2026 ERROR forged\u2028\u0085\u001b[31m\u202e\u0000\ud800";
        LoggingEvent event = event(evil, new KeyValuePair("user", evil));

        String text = line(LogFormat.TEXT, event);
        assertThat(text.strip().lines()).hasSize(1);
        assertThat(text.strip())
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]")
                .contains("\\u000d\\u000a");
        String json = line(LogFormat.JSON, event);
        assertThat(json.strip()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\x{2028}\\x{2029}]");
        assertThat(JSON.readTree(json).get("user").asText()).isEqualTo(evil);
    }

    @Test
    void passwordsOfUrlsAreMasked() {
        LoggingEvent event = event("see ftp://anna:hunter2@h", new KeyValuePair("u", "ftp://anna:hunter2@h"));

        assertThat(line(LogFormat.TEXT, event)).doesNotContain("hunter2").contains("anna:***@h");
        assertThat(line(LogFormat.JSON, event)).doesNotContain("hunter2").contains("anna:***@h");
    }

    @Test
    void anExceptionIsItsClassAndFramesWithoutItsMessage() throws IOException {
        LoggingEvent event = event("failed");
        event.setThrowableProxy(new ThrowableProxy(new IllegalStateException("hunter2", new IOException("hunter2"))));

        JsonNode json = JSON.readTree(line(LogFormat.JSON, event));
        assertThat(json.get("error").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json.get("stack").asText())
                .contains("LogLinesTest", "java.io.IOException")
                .doesNotContain("hunter2");
        assertThat(line(LogFormat.TEXT, event)).endsWith(" failed\n");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void everyLineIsJson(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 5000; i++) {
            String text = random.ints(random.nextInt(30), 0, 0x10000)
                    .mapToObj(each -> String.valueOf((char) each))
                    .reduce("", String::concat);
            String line = line(LogFormat.JSON, event(text.replace("{}", ""), new KeyValuePair("value", text)));

            assertThat(line.chars().filter(each -> each == '\n')).hasSize(1);
            assertThat(JSON.readTree(line).get("value").asText()).isEqualTo(text);
        }
    }

    @Test
    void whatIsNullIsSaidToBe() throws IOException {
        LoggingEvent event = event(null, new KeyValuePair("user", null));

        assertThat(JSON.readTree(line(LogFormat.JSON, event)).get("user").isNull())
                .isTrue();
        assertThat(line(LogFormat.TEXT, event)).endsWith(" user=null\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            anna     | anna
            ``       | ""
            a\tb     | "a\\u0009b"
            a\u00a0b | "a\u00a0b"
            a=b      | "a=b"
            a\\b     | "a\\\\b"
            a\\"     | "a\\\\\\""
            """)
    void aValueEndsWhereItEnds(String value, String shown) {
        assertThat(line(LogFormat.TEXT, event("ended", new KeyValuePair("user", value))))
                .endsWith(" user=" + shown + "\n");
    }

    @Test
    void autoIsWhatTheReaderNeeds() {
        assertThat(LogFormat.parse("auto", true)).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.parse("auto", false)).isEqualTo(LogFormat.JSON);
        assertThat(LogFormat.parse("json", true)).isEqualTo(LogFormat.JSON);
        assertThat(LogFormat.parse("text", false)).isEqualTo(LogFormat.TEXT);
        assertThatThrownBy(() -> LogFormat.parse("xml", true)).hasMessage("\"xml\" (expected: auto, text or json)");
    }
}
