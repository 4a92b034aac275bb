package io.github.passage.it.bench.subject;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Where a subject runs.
 *
 * @param host where it listens
 * @param origin the origin's control port for it
 * @param work a directory of its own
 */
public record Site(Inet4Address host, InetSocketAddress origin, Path work) {
    /** Where clients connect. */
    public static final int CONTROL_PORT = 2121;
    /** The first data port, here and at the origin. */
    public static final int FIRST_DATA_PORT = 20_000;
    /** How many there are: more than sessions that transfer at once. */
    public static final int DATA_PORTS = 64;

    static final int LAST_DATA_PORT = FIRST_DATA_PORT + DATA_PORTS - 1;

    /** Where clients connect. */
    public InetSocketAddress control() {
        return new InetSocketAddress(host, CONTROL_PORT);
    }

    String listen() {
        return host.getHostAddress();
    }

    String originHost() {
        return origin.getAddress().getHostAddress();
    }

    String originControl() {
        return originHost() + ":" + origin.getPort();
    }

    static String dataPorts() {
        return FIRST_DATA_PORT + "-" + LAST_DATA_PORT;
    }
}
