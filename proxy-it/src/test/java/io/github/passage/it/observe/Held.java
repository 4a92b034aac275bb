package io.github.passage.it.observe;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What is open for the time of a fault. */
final class Held implements Closeable {
    private final List<Closeable> open = new ArrayList<>();

    void add(Closeable each) {
        open.add(each);
    }

    @Override
    public void close() {
        try {
            for (Closeable each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.clear();
    }
}
