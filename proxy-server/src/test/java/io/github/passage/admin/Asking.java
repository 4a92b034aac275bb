package io.github.passage.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.passage.ftp.Verb;
import io.github.passage.sessions.SessionBook;
import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import io.github.passage.telemetry.TelemetryEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A router of a proxy with hops {@code edge} and {@code side}, and requests to it. */
final class Asking {
    static final ObjectMapper MAPPER = new ObjectMapper();

    final List<HopState> states = new ArrayList<>(List.of(hop("edge", true, false), hop("side", true, false)));
    final List<String> drained = new ArrayList<>();
    final List<SessionRef> ended = new ArrayList<>();
    final SortedMap<String, String> levels = new TreeMap<>(Map.of("ROOT", "INFO"));
    final SessionBook book = new SessionBook(closed -> {});
    Optional<ScrapeSource> metrics = Optional.of(new Scrape());
    Optional<Predicate<String>> token = Optional.empty();
    boolean anyHost;
    Optional<String> ending = Optional.empty();
    final List<ProcessNotes.Note> notes = new ArrayList<>();

    static HopState hop(String name, boolean listening, boolean draining, HopState.Target... targets) {
        return new HopState(name, List.of("192.0.2.1:21"), listening, draining, 2, List.of(targets));
    }

    void open(String hop, long number) {
        tell(hop, number, new SessionFact.Opened(address("192.0.2.7", 40_001), address("198.51.100.1", 21)));
        tell(hop, number, new SessionFact.CommandReceived(Verb.USER, Optional.empty()));
    }

    void tell(String hop, long number, SessionFact fact) {
        book.on(new TelemetryEvent.InSession(new SessionRef(hop, number), fact));
    }

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    Router router() {
        AdminHops hops = new AdminHops() {
            @Override
            public List<HopState> states() {
                return states;
            }

            @Override
            public boolean drain(String hop) {
                drained.add(hop);
                return states.stream().anyMatch(each -> each.name().equals(hop));
            }

            @Override
            public boolean end(SessionRef session) {
                ended.add(session);
                return session.number() != 99;
            }
        };
        LogLevels setting = new LogLevels() {
            @Override
            public SortedMap<String, String> levels() {
                return levels;
            }

            @Override
            public void set(String logger, String level) {
                if (level.equals("LOUD")) {
                    throw new IllegalArgumentException("level: \"LOUD\" (expected: one)");
                }
                levels.put(logger, level);
            }
        };
        return new Router(
                new AdminParts(
                        hops,
                        book,
                        metrics,
                        session -> session.number() == 1 ? Optional.of(List.of("> USER anna")) : Optional.empty(),
                        setting,
                        () -> Map.of("password", "hush", "listen", "0.0.0.0:21"),
                        process()),
                new Gate(token, anyHost));
    }

    private ProcessNotes process() {
        return new ProcessNotes() {
            @Override
            public Optional<String> ending() {
                return ending;
            }

            @Override
            public List<Note> notes() {
                return notes;
            }
        };
    }

    Answer ask(String method, String target, String... headers) {
        return ask(method, target, "", headers);
    }

    Answer ask(String method, String target, String body, String[] headers) {
        Map<String, List<String>> all = new HashMap<>(Map.of("Host", List.of("127.0.0.1:9621")));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], List.of(headers[i + 1]));
        }
        String[] parts = target.split("\\?", 2);
        return router().answer(new Request(
                method, parts[0], parts.length == 1 ? "" : parts[1], all, () -> body.getBytes(StandardCharsets.UTF_8)));
    }

    Answer send(String method, String target, String body) {
        return ask(method, target, body, new String[] {"Content-Type", "application/json; charset=utf-8"});
    }

    static JsonNode json(Answer answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Scrape() implements ScrapeSource {
        @Override
        public String contentType(String accept) {
            return accept.contains("openmetrics") ? "application/openmetrics-text" : "text/plain; version=0.0.4";
        }

        @Override
        public void scrape(String accept, OutputStream to) throws IOException {
            to.write("passage_sessions_open 2\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
