package io.github.passage.lab.transfer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers what it hears; a breach of the contract shows as "opened twice" or "closed twice". */
final class PortRecorder implements DataPortListener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Integer> open = new LinkedHashSet<>();
    private final List<String> events = new ArrayList<>();

    @Override
    public void opened(int port) {
        lock.lock();
        try {
            record((open.add(port) ? "opened " : "opened twice ") + port);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closed(int port) {
        lock.lock();
        try {
            record((open.remove(port) ? "closed " : "closed twice ") + port);
        } finally {
            lock.unlock();
        }
    }

    List<String> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    List<Integer> open() {
        lock.lock();
        try {
            return List.copyOf(open);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many events have come, at most five seconds; then tells all of them. */
    List<String> awaitEvents(int count) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(5);
            while (events.size() < count && left > 0) {
                left = changed.awaitNanos(left);
            }
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    private void record(String event) {
        events.add(event);
        changed.signalAll();
    }
}
