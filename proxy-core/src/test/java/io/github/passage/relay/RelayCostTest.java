package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What a GiB costs the event loop, copied and spliced in turn; run with {@code -Dpassage.relay-cost=GIB}. */
@EnabledIfSystemProperty(named = "passage.relay-cost", matches = "[1-9][0-9]*")
class RelayCostTest {
    private static final int ROUNDS = 3;

    @Test
    void prints() throws Exception {
        long gib = Long.getLong("passage.relay-cost");
        PipePool pool = new PipePool(new LinuxPipeCalls(), 2, reason -> {});
        for (int round = 0; round < ROUNDS; round++) {
            print("copy  ", gib, Splicing.NEVER);
            print("splice", gib, new Splicing(() -> pool, 0));
        }
        pool.close();
    }

    private static void print(String name, long gib, Splicing splicing) throws Exception {
        try (Joint joint = new Joint(new CountDownLatch(0), socket -> {}, splicing, RelayIdle.NEVER, 4 << 20)) {
            long from = cpu(joint);
            long start = System.nanoTime();
            Thread.ofPlatform().start(() -> send(joint, gib << 30));
            byte[] chunk = new byte[1 << 20];
            long got = 0;
            for (int n = 0; n >= 0; n = joint.target.getInputStream().read(chunk)) {
                got += n;
            }
            assertThat(got).isEqualTo(gib << 30);
            System.out.printf(
                    Locale.ROOT,
                    "relay-cost %s %.3f CPU s/GiB, %.2f GiB/s, spliced %s%n",
                    name,
                    (cpu(joint) - from) / 1e9 / gib,
                    gib / ((System.nanoTime() - start) / 1e9),
                    joint.ask(joint.relay.get()::isSpliced));
        }
    }

    private static void send(Joint joint, long bytes) {
        try {
            byte[] chunk = new byte[1 << 20];
            for (long sent = 0; sent < bytes; sent += chunk.length) {
                joint.client.getOutputStream().write(chunk);
            }
            joint.client.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpu(Joint joint) throws Exception {
        return joint.ask(() -> ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
