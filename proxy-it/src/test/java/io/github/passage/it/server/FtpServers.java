package io.github.passage.it.server;

import java.util.Locale;

/** The servers that tests can start. */
public enum FtpServers {
    APACHE_FTPSERVER,
    VSFTPD,
    PURE_FTPD,
    PROFTPD;

    /**
     * Starts the server and waits until it accepts sessions.
     *
     * @throws org.opentest4j.TestAbortedException if the machine lacks what the server needs
     * @throws AssertionError if it does not start, or if it is lacking and {@code PASSAGE_REQUIRE_TOOLS=1}
     */
    public FtpServerRig start(ServerSite site) {
        return switch (this) {
            case APACHE_FTPSERVER -> ApacheFtpServer.start(site);
            case VSFTPD -> Vsftpd.start(site);
            case PURE_FTPD -> PureFtpd.start(site);
            case PROFTPD -> Proftpd.start(site);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
