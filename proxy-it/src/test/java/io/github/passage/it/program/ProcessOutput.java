package io.github.passage.it.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of one output stream of a process, kept, written to a file, and waited for. */
final class ProcessOutput {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private boolean ended;

    private ProcessOutput(InputStream stream, Path log) {
        reader = Thread.ofVirtual().name("reader of " + log.getFileName()).unstarted(() -> read(stream, log));
    }

    /** Reads until the stream ends. */
    static ProcessOutput follow(InputStream stream, Path log) {
        ProcessOutput output = new ProcessOutput(stream, log);
        output.reader.start();
        return output;
    }

    /**
     * Waits for a line, which may be there already.
     *
     * @throws AssertionError if the stream ends or the limit passes before
     */
    MatchResult await(Pattern pattern, Duration limit) {
        lock.lock();
        try {
            long left = limit.toNanos();
            for (int next = 0; ; ) {
                for (; next < lines.size(); next++) {
                    Matcher matcher = pattern.matcher(lines.get(next));
                    if (matcher.find()) {
                        return matcher.toMatchResult();
                    }
                }
                if (ended || left <= 0) {
                    throw new AssertionError("output: no line of %s within %d s%s (expected: one); it was:%n%s"
                            .formatted(
                                    pattern,
                                    limit.toSeconds(),
                                    ended ? ", and it has ended" : "",
                                    String.join("\n", lines)));
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + pattern, e);
        } finally {
            lock.unlock();
        }
    }

    List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    void awaitEnd() throws InterruptedException {
        reader.join(TimeUnit.SECONDS.toMillis(5));
    }

    private void read(InputStream stream, Path log) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, UTF_8));
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(log, UTF_8), true)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                file.println(line);
                add(line);
            }
        } catch (IOException e) {
            add("[this stream could not be read any more: " + e + "]");
        }
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(String line) {
        lock.lock();
        try {
            lines.add(line);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
