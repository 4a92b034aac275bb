package io.github.passage.lab.assembly;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Work of this process over a time.
 *
 * @param share of one processor, 1 for all of it
 */
record Cpu(double share) {
    /** Measures while the calling thread waits. */
    static Cpu over(Duration time) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long deadline = System.nanoTime() + time.toNanos();
        long before = system.getProcessCpuTime();
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
        return new Cpu((double) (system.getProcessCpuTime() - before) / time.toNanos());
    }
}
