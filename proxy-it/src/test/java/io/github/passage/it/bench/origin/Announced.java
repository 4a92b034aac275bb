package io.github.passage.it.bench.origin;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * A control port of the origin and the address that it announces in passive replies there: its own for proxies that follow FTP, the proxy's
 * for those that only move bytes.
 *
 * @param controlPort where the origin listens
 * @param host in its 227
 */
public record Announced(int controlPort, Inet4Address host) {
    /** As on the origin's command line. */
    public String text() {
        return controlPort + "=" + host.getHostAddress();
    }

    static Announced parse(String text) {
        String[] parts = text.split("=", 2);
        return new Announced(Integer.parseInt(parts[0]), (Inet4Address) InetAddress.ofLiteral(parts[1]));
    }

    String passiveReply(int dataPort) {
        return "227 Entering Passive Mode (%s,%d,%d)."
                .formatted(host.getHostAddress().replace('.', ','), dataPort >> 8, dataPort & 0xff);
    }
}
