package io.github.passage.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.SessionEnd;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionBookTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final List<SessionRecord> closed = new ArrayList<>();
    private final SessionBook book = new SessionBook(closed::add, () -> NOW);

    @Test
    void aSessionIsFoundWhileItIsOpenAndAfterwards() {
        open("edge", 1);
        SessionRef ref = new SessionRef("edge", 1);

        assertThat(book.open()).isOne();
        assertThat(book.find(ref)).get().satisfies(session -> {
            assertThat(session.state()).isEqualTo("connecting");
            assertThat(session.began()).isEqualTo(NOW);
            assertThat(session.client()).isEqualTo("192.0.2.7:40001");
            assertThat(session.took()).isEmpty();
        });
        close("edge", 1, SessionEnd.QUIT);

        assertThat(book.open()).isZero();
        assertThat(book.find(ref)).get().satisfies(session -> {
            assertThat(session.state()).isEqualTo("quit");
            assertThat(session.end()).contains(SessionEnd.QUIT);
            assertThat(session.took()).contains(Duration.ofSeconds(3));
        });
    }

    @Test
    void whoeverWaitsForTheEndIsToldOnceWhenTheLastDataConnectionIsClosed() {
        open("edge", 1);
        tell("edge", 1, SessionFacts.arrived(8192));
        close("edge", 1, SessionEnd.CLIENT_CLOSED);
        assertThat(closed).isEmpty();
        tell("edge", 1, SessionFacts.dataClosed(5, 7));
        tell("edge", 1, new SessionFact.CommandReceived(Verb.NOOP, Optional.empty()));

        assertThat(closed).singleElement().satisfies(session -> {
            assertThat(session.bytesFromClient()).isEqualTo(5);
            assertThat(session.bytesFromTarget()).isEqualTo(7);
            assertThat(session.state()).isEqualTo("client-closed");
        });
    }

    @Test
    void onlyTheLatestEndedSessionsAreRemembered() {
        IntStream.rangeClosed(1, SessionBook.MOST_ENDED + 5).forEach(number -> {
            open("edge", number);
            close("edge", number, SessionEnd.QUIT);
        });

        assertThat(book.find(new SessionRef("edge", 5))).isEmpty();
        assertThat(book.find(new SessionRef("edge", 6))).isPresent();
        assertThat(book.page(SessionQuery.all()).total()).isEqualTo(SessionBook.MOST_ENDED);
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapOrRepetition() {
        IntStream.rangeClosed(1, 7).forEach(number -> open(number % 2 == 0 ? "edge" : "side", number));
        close("side", 3, SessionEnd.QUIT);
        List<Long> seen = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            SessionPage page = book.page(new SessionQuery(Optional.empty(), Optional.empty(), cursor, 3));
            assertThat(page.total()).isEqualTo(7 + seen.size() / 3);
            page.sessions().forEach(session -> seen.add(session.id().number()));
            cursor = page.next();
            open("late", 100 + seen.size());
        } while (cursor.isPresent());

        assertThat(seen).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void aQueryFiltersByHopAndState() {
        open("edge", 1);
        open("edge", 2);
        open("side", 1);
        close("edge", 2, SessionEnd.FAULT);

        assertThat(ids(Optional.of("edge"), Optional.empty())).containsExactly("edge#2", "edge#1");
        assertThat(ids(Optional.empty(), Optional.of("open"))).containsExactly("side#1", "edge#1");
        assertThat(ids(Optional.empty(), Optional.of("ended"))).containsExactly("edge#2");
        assertThat(ids(Optional.of("edge"), Optional.of("fault"))).containsExactly("edge#2");
        assertThat(ids(Optional.of("nowhere"), Optional.empty())).isEmpty();
    }

    @Test
    void aWrongQueryNamesWhatIsWrong() {
        Optional<String> none = Optional.empty();
        assertThatThrownBy(() -> new SessionQuery(none, Optional.of("asleep"), none, 1))
                .hasMessageStartingWith("state: \"asleep\" (expected: one of open, ended, connecting");
        assertThatThrownBy(() -> new SessionQuery(none, none, Optional.of("x"), 1))
                .hasMessage("cursor: \"x\" (expected: next of the page before)");
        assertThatThrownBy(() -> new SessionQuery(none, none, none, 1001)).hasMessage("limit: 1001 (expected: 1-1000)");
    }

    private List<String> ids(Optional<String> hop, Optional<String> state) {
        return book.page(new SessionQuery(hop, state, Optional.empty(), 10)).sessions().stream()
                .map(session -> session.id().toString())
                .toList();
    }

    private void open(String hop, long number) {
        tell(
                hop,
                number,
                new SessionFact.Opened(
                        new InetSocketAddress("192.0.2.7", 40_001), new InetSocketAddress("198.51.100.1", 21)));
    }

    private void close(String hop, long number, SessionEnd end) {
        tell(
                hop,
                number,
                new SessionFact.Closed(end, new InetSocketAddress("192.0.2.7", 1).getAddress(), Duration.ofSeconds(3)));
    }

    private void tell(String hop, long number, SessionFact fact) {
        book.on(new TelemetryEvent.InSession(new SessionRef(hop, number), fact));
    }
}
