package io.github.passage.transcripts;

import io.github.passage.telemetry.SessionFact;
import io.github.passage.telemetry.SessionRef;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queue between event loops and files, and the thread that empties it. */
final class TranscriptWriter {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage.transcripts");
    static final int WAITING = 16_384;

    private static final int WAITING_BYTES = 8 << 20;
    private static final int BATCH = 1024;

    private final TranscriptSettings settings;
    private final TranscriptFiles files;
    private final BlockingQueue<Happened> waiting = new LinkedBlockingQueue<>(WAITING);
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final AtomicLong lost = new AtomicLong();

    /** Sessions whose beginning waits or is written; of others nothing is kept. */
    private final Set<SessionRef> known = ConcurrentHashMap.newKeySet();

    private final Map<SessionRef, Long> gaps = new ConcurrentHashMap<>();
    private final Set<SessionRef> endsLost = ConcurrentHashMap.newKeySet();
    private final Map<SessionRef, SessionScribe> scribes = new HashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("passage-transcripts").unstarted(this::run);
    private volatile boolean closing;
    private long warned = System.nanoTime() - TimeUnit.SECONDS.toNanos(60);

    TranscriptWriter(TranscriptSettings settings, TranscriptFiles files) {
        this.settings = settings;
        this.files = files;
    }

    void start() {
        thread.start();
    }

    long lost() {
        return lost.get();
    }

    Optional<Path> fileOf(SessionRef session) {
        return files.of(session);
    }

    /** How much is kept of sessions that have not ended. */
    int kept() {
        return known.size() + gaps.size() + endsLost.size();
    }

    /** Never blocks: what does not fit is lost. */
    void put(Happened what) {
        if (what instanceof Happened.Began began) {
            known.add(began.session());
        }
        if (waitingBytes.addAndGet(what.weight()) <= WAITING_BYTES && waiting.offer(what)) {
            return;
        }
        waitingBytes.addAndGet(-what.weight());
        switch (what) {
            case Happened.Said said -> miss(said.session());
            case Happened.Fact(SessionRef session, long nanos, SessionFact fact) -> {
                miss(session);
                if (fact instanceof SessionFact.Closed && known.contains(session)) {
                    endsLost.add(session);
                }
            }
            case Happened.Began began -> {
                known.remove(began.session());
                lost.incrementAndGet();
            }
            case Happened.Awaited awaited -> awaited.written().countDown();
        }
    }

    private void miss(SessionRef session) {
        lost.incrementAndGet();
        if (known.contains(session)) {
            gaps.merge(session, 1L, Long::sum);
        }
    }

    void flush() {
        CountDownLatch written = new CountDownLatch(1);
        put(new Happened.Awaited(written));
        try {
            var _ = written.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        closing = true;
        flush();
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Happened> batch = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                batch.add(waiting.take());
            } catch (InterruptedException stopped) {
                continue;
            }
            waiting.drainTo(batch, BATCH);
            batch.forEach(what -> waitingBytes.addAndGet(-what.weight()));
            try {
                write(batch);
            } catch (RuntimeException | OutOfMemoryError fault) {
                LOGGER.warn("transcripts are incomplete", fault);
            }
            batch.clear();
        }
    }

    private void write(List<Happened> batch) {
        Set<SessionRef> changed = new LinkedHashSet<>();
        Set<SessionRef> ended = new LinkedHashSet<>();
        for (Happened what : batch) {
            switch (what) {
                case Happened.Began began -> begin(began);
                case Happened.Said said ->
                    scribe(said.session(), said.nanos(), changed).ifPresent(said::to);
                case Happened.Fact(var session, var nanos, var fact) ->
                    scribe(session, nanos, changed).ifPresent(scribe -> {
                        scribe.fact(nanos, fact);
                        if (scribe.isOver()) {
                            ended.add(session);
                        }
                    });
                case Happened.Awaited awaited -> {}
            }
        }
        endUnheard(changed, ended);
        changed.forEach(this::append);
        ended.forEach(this::forget);
        // What came in the middle of forgetting
        gaps.keySet().retainAll(known);
        endsLost.retainAll(known);
        for (Happened what : batch) {
            if (what instanceof Happened.Awaited(CountDownLatch written)) {
                written.countDown();
            }
        }
    }

    /** Sessions of which no more will come, since the last of it is lost. */
    private void endUnheard(Set<SessionRef> changed, Set<SessionRef> ended) {
        Set<SessionRef> unheard = new HashSet<>(endsLost);
        gaps.keySet().stream()
                .filter(session -> Optional.ofNullable(scribes.get(session))
                        .filter(SessionScribe::isClosed)
                        .isPresent())
                .forEach(unheard::add);
        for (SessionRef session : unheard) {
            if (scribe(session, System.nanoTime(), changed).isPresent()) {
                ended.add(session);
            }
        }
    }

    private void begin(Happened.Began began) {
        try {
            files.create(began.session(), began.at());
            scribes.put(
                    began.session(),
                    new SessionScribe(began.session(), began.at(), began.nanos(), settings.maxBytes()));
        } catch (IOException e) {
            warn("no transcript of {}: {}", began.session(), e);
            forget(began.session());
        }
    }

    private Optional<SessionScribe> scribe(SessionRef session, long nanos, Set<SessionRef> changed) {
        Optional<SessionScribe> scribe = Optional.ofNullable(scribes.get(session));
        scribe.ifPresent(found -> {
            changed.add(session);
            Optional.ofNullable(gaps.remove(session)).ifPresent(lines -> found.gap(nanos, lines));
        });
        return scribe;
    }

    private void append(SessionRef session) {
        SessionScribe scribe = scribes.get(session);
        if (scribe == null) {
            return;
        }
        Optional<Path> file = files.of(session);
        if (file.isEmpty()) {
            forget(session);
            return;
        }
        byte[] text = scribe.take();
        try {
            if (text.length > 0) {
                files.append(file.get(), text);
            }
        } catch (NoSuchFileException deleted) {
            // By us, since it was the oldest, or by somebody else: either way nobody wants it
            forget(session);
        } catch (IOException e) {
            warn("the transcript of {} ends: {}", session, e);
            forget(session);
        }
    }

    /** A full disk is told now and then, not for each session. */
    private void warn(String message, SessionRef session, IOException cause) {
        long now = System.nanoTime();
        if (now - warned > TimeUnit.SECONDS.toNanos(10)) {
            warned = now;
            LOGGER.warn(message, session, cause.toString());
        }
    }

    private void forget(SessionRef session) {
        known.remove(session);
        scribes.remove(session);
        gaps.remove(session);
        endsLost.remove(session);
    }
}
