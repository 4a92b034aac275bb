package io.github.passage.it.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out loopback addresses that other test runs on this machine do not use. */
public final class LoopbackAddresses {
    private final AtomicInteger last = new AtomicInteger();

    /**
     * The next address, in a /24 of 127.64.0.0/10 that the process id chooses.
     *
     * @throws IllegalStateException after the 254th
     */
    public InetAddress next() {
        int host = last.incrementAndGet();
        if (host > 254) {
            throw new IllegalStateException("loopback addresses: %d taken (expected: at most 254)".formatted(host));
        }
        int network = (int) (ProcessHandle.current().pid() & 0x3fff);
        try {
            return InetAddress.getByAddress(
                    new byte[] {127, (byte) (64 + (network >> 8)), (byte) network, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
