package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.AccessList;
import io.github.passage.passive.NameLookup;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.TelemetryEvent;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What sessions take of their hop they give back once, whatever goes wrong. */
@Timeout(60)
class FtpSessionsTest {
    private static final String CLIENT = "127.69.0.5";
    private static final NameLookup NOTHING = name -> CompletableFuture.completedFuture(List.of());
    private static final SessionLimits TWO = new SessionLimits(
            AccessList.EVERYBODY, OptionalInt.of(2), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());

    private final Queue<Object> facts = new ConcurrentLinkedQueue<>();
    private volatile NameLookup names = NOTHING;
    private volatile Runnable atOpening = () -> {};
    private Surroundings around;
    private SessionTerms terms;
    private FtpSessions sessions;

    @BeforeEach
    void open() throws IOException {
        around = new Surroundings();
    }

    @AfterEach
    void close() throws IOException {
        sessions.cut();
        around.close();
    }

    private void start(Accept accept) {
        terms = new SessionTerms(around.context(accept, TWO, name -> names.lookUp(name), this::told));
        sessions = new FtpSessions("hop", terms, 0);
        around.listen(sessions);
    }

    private void told(TelemetryEvent event) {
        switch (event) {
            case TelemetryEvent.InSession(var session, var fact) -> {
                facts.add(fact);
                if (fact instanceof SessionFact.Opened) {
                    atOpening.run();
                }
            }
            case TelemetryEvent.AtHop(var hop, var fact) -> {
                facts.add(fact);
                if (fact instanceof HopFact.HeaderRejected) {
                    throw new IllegalStateException("a listener's fault");
                }
            }
            case TelemetryEvent.InProcess process -> {}
        }
    }

    private long count(Predicate<Object> which) {
        return facts.stream().filter(which).count();
    }

    /** Where a session's begin goes wrong. */
    enum Fault {
        LOOK_UP_THROWS,
        LOOK_UP_FAILS,
        BEGIN_THROWS,
        BEGIN_RUNS_OUT_OF_MEMORY
    }

    private void arm(Fault fault) {
        switch (fault) {
            case LOOK_UP_THROWS ->
                names = name -> {
                    throw new IllegalStateException("no look-up");
                };
            case LOOK_UP_FAILS -> names = name -> CompletableFuture.failedFuture(new IOException("no answer"));
            case BEGIN_THROWS ->
                atOpening = () -> {
                    throw new IllegalStateException("no begin");
                };
            case BEGIN_RUNS_OUT_OF_MEMORY ->
                atOpening = () -> {
                    throw new OutOfMemoryError("no memory");
                };
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aSessionThatCannotBeginGivesBackItsOwnTermsAndPermitOnly(Fault fault) throws Exception {
        start(Accept.OFF);
        try (var _ = around.connect(CLIENT)) {
            await().until(() -> count(SessionFact.TargetConnected.class::isInstance) == 1);
            arm(fault);
            for (int i = 0; i < 3; i++) {
                around.connectToItsEnd(CLIENT);
                await().until(() -> sessions.open() == 1);
            }
            assertThat(terms.areInUse()).isTrue();
            assertThat(count(HopFact.SessionRefused.class::isInstance)).isZero();

            names = NOTHING;
            atOpening = () -> {};
            try (var _ = around.connect(CLIENT)) {
                await().until(() -> count(SessionFact.TargetConnected.class::isInstance) == 2);
                assertThat(sessions.open()).isEqualTo(2);
            }
            await().until(() -> sessions.open() == 1);
            assertThat(terms.areInUse()).isTrue();
        }
        await().until(() -> !terms.areInUse());
        assertThat(sessions.open()).isZero();
        assertThat(sessions.drain()).isCompleted();
    }

    @Test
    void aSessionWhoseBeginFailsIsToldToHaveEnded() throws Exception {
        start(Accept.OFF);
        arm(Fault.BEGIN_THROWS);
        around.connectToItsEnd(CLIENT);
        await().until(() -> !terms.areInUse());
        assertThat(count(fact ->
                        fact instanceof SessionFact.Closed(var end, var client, var took) && end == SessionEnd.FAULT))
                .isOne();
    }

    @Test
    void whereAConnectionIsLostBeforeItsClientIsKnownTheTermsAreGivenBack() throws Exception {
        start(Accept.REQUIRED);
        around.connectToItsEnd(CLIENT);
        await().until(() -> count(HopFact.HeaderRejected.class::isInstance) == 1);
        await().until(() -> !terms.areInUse());
    }
}
