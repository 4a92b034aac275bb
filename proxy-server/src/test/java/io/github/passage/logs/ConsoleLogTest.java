package io.github.passage.logs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.slf4j.Logger;

@ResourceLock(Resources.SYSTEM_ERR)
class ConsoleLogTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final ConsoleLog log = new ConsoleLog();

    @BeforeEach
    void catchStandardError() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        log.initialize();
    }

    @AfterEach
    void restoreStandardError() {
        System.setErr(before);
    }

    private String logged() {
        // Which waits for the thread that writes
        ((LoggerContext) log.getLoggerFactory()).stop();
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineHasTimeLevelAndLogger() {
        log.getLoggerFactory().getLogger("passage.session").info("[edge-{}] opened", 7);

        assertThat(logged())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) INFO  session"
                        + " \\[edge-7] opened\\R");
    }

    @Test
    void stackTracesAreNotForOperators() {
        log.getLoggerFactory().getLogger("passage").warn("failed", new IllegalStateException("why"));

        assertThat(logged().lines()).singleElement().asString().endsWith(" WARN  passage failed");
    }

    @Test
    void aLineThatCannotBeMadeTakesNoOtherWithIt() {
        Logger logger = log.getLoggerFactory().getLogger("passage");
        logger.info("before");
        logger.atInfo()
                .addKeyValue("value", new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException();
                    }
                })
                .log("bad");
        logger.info("after");

        assertThat(logged()).contains("before", "after", "lines=1");
    }

    @Test
    void librariesSayOnlyWhatMatters() {
        log.getLoggerFactory().getLogger("io.netty.channel").info("unheard");
        log.getLoggerFactory().getLogger("org.apache.ftpserver.impl").warn("unheard");
        log.getLoggerFactory().getLogger("passage").debug("unheard");
        log.getLoggerFactory().getLogger("io.netty.channel").warn("heard");

        assertThat(logged().lines())
                .singleElement()
                .asString()
                .contains("heard")
                .doesNotContain("unheard");
    }
}
