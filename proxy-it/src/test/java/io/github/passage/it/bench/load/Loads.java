package io.github.passage.it.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Loads on one subject. What fails in one is told by an exception, so that no figure comes of less work than was asked for. */
public final class Loads {
    private final Endpoint endpoint;
    private final Meter processor;

    /**
     * Loads.
     *
     * @param endpoint of the subject
     * @param processor of the subject
     */
    public Loads(Endpoint endpoint, Meter processor) {
        this.endpoint = endpoint;
        this.processor = processor;
    }

    /**
     * Files that are retrieved at once; counts bytes.
     *
     * @param kind {@code memory} or {@code file}
     * @param bytes of all streams together
     */
    public Cost retrieve(String kind, int streams, long bytes) throws IOException {
        return run(streams, () -> new FileStream(new FtpConnection(endpoint), "RETR", kind, bytes / streams));
    }

    /** Files that are stored at once; counts bytes. */
    public Cost store(int streams, long bytes) throws IOException {
        return run(streams, () -> new FileStream(new FtpConnection(endpoint), "STOR", "memory", bytes / streams));
    }

    /** Sessions, one after the other on each of {@code clients}; counts sessions. */
    public Cost sessions(int clients, Duration time) throws IOException {
        return run(clients, () -> new SessionAfterSession(new FtpConnection(endpoint), time));
    }

    /** NOOPs, one after the other on each of {@code clients}; counts round trips. */
    public Cost noops(int clients, int each) throws IOException {
        return run(clients, () -> new NoopAfterNoop(new FtpConnection(endpoint), each));
    }

    /** NOOPs on one connection; how long each took, in nanoseconds, in order of length. */
    public long[] roundTrips(int count) throws IOException {
        NoopAfterNoop noops = new NoopAfterNoop(new FtpConnection(endpoint), count);
        Crew.run(List.of(noops), processor);
        return noops.sortedNanos();
    }

    private Cost run(int members, Supplier<? extends Crew.Member> member) throws IOException {
        return Crew.run(Stream.generate(member).limit(members).toList(), processor);
    }
}
