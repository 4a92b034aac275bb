package io.github.passage.it.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that get ready, begin together, and are timed until the last has done its part. */
final class Crew {
    private static final int READY_SECONDS = 60;

    /** One thread's part. */
    interface Member {
        /** What is not timed. */
        void prepare() throws IOException;

        /** What is timed; how many of what is counted. */
        long work() throws IOException;

        /** What is not timed. */
        void end() throws IOException;

        /** Gives back what a failure may have left open. */
        default void abandon() {}
    }

    private Crew() {}

    static Cost run(List<? extends Member> members, Meter processor) throws IOException {
        CyclicBarrier barrier = new CyclicBarrier(members.size() + 1);
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("load").factory());
        try {
            List<Future<Long>> running = new ArrayList<>();
            for (Member member : members) {
                running.add(threads.submit(() -> part(member, barrier)));
            }
            meet(barrier, running);
            long processorBefore = processor.read();
            long start = System.nanoTime();
            meet(barrier, running);
            long count = 0;
            for (Future<Long> part : running) {
                count += result(part);
            }
            Cost cost = new Cost(count, System.nanoTime() - start, processor.read() - processorBefore);
            for (Member member : members) {
                member.end();
            }
            return cost;
        } finally {
            threads.shutdown();
            leave(threads, members);
        }
    }

    /** A descriptor must not be closed, and become another's, while a thread still waits on it. */
    private static void leave(ExecutorService threads, List<? extends Member> members) {
        try {
            if (threads.awaitTermination(READY_SECONDS, TimeUnit.SECONDS)) {
                members.forEach(Member::abandon);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long part(Member member, CyclicBarrier barrier) throws Exception {
        try {
            member.prepare();
        } catch (IOException e) {
            barrier.reset();
            throw e;
        }
        barrier.await(READY_SECONDS, TimeUnit.SECONDS);
        barrier.await(READY_SECONDS, TimeUnit.SECONDS);
        return member.work();
    }

    private static void meet(CyclicBarrier barrier, List<Future<Long>> running) throws IOException {
        try {
            barrier.await(READY_SECONDS, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            for (Future<Long> part : running) {
                if (part.state() == Future.State.FAILED && part.exceptionNow() instanceof IOException cause) {
                    throw cause;
                }
            }
            throw new IOException("load: not ready within " + READY_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static long result(Future<Long> part) throws IOException {
        try {
            return part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
