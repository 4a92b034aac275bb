package io.github.passage.it.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * A running FTP server with one account, on a loopback address of its own that it also announces.
 *
 * <p>All four know LIST, NLST, REST, ABOR, PASV, EPSV and names in UTF-8.
 */
public interface FtpServerRig extends AutoCloseable {
    /** The program's name. */
    String name();

    /** The control address; it accepts sessions. */
    InetSocketAddress address();

    /** The ports of which the server announces one for each transfer. */
    PortRange dataPorts();

    Account account();

    /** Where sessions begin. Some servers insist that it is not writable: tests work in {@link #WRITABLE}. */
    Path root();

    /** The directory below {@link #root()} where clients may write. */
    String WRITABLE = "w";

    /** The local directory that clients see as {@link #WRITABLE}. */
    default Path writable() {
        return root().resolve(WRITABLE);
    }

    @Override
    void close();
}
