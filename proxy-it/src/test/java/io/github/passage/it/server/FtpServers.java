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

    /**
     * Starts vsftpd with TLS for clients that ask for it, and a certificate that nobody vouches for.
     *
     * @param announced the host in passive replies
     * @throws org.opentest4j.TestAbortedException as {@link #start}
     */
    public static FtpServerRig startWithTls(ServerSite site, String announced) {
        return Vsftpd.startWithTls(site, announced);
    }

    /**
     * Starts vsftpd with TLS without which nobody logs in, and a certificate that nobody vouches for.
     *
     * @throws org.opentest4j.TestAbortedException as {@link #start}
     */
    public static FtpServerRig startWithTlsOnly(ServerSite site) {
        return Vsftpd.startWithTlsOnly(site);
    }

    /**
     * Starts vsftpd with a {@code pasv_address} that may be wrong.
     *
     * @param announced the host in passive replies
     * @throws org.opentest4j.TestAbortedException as {@link #start}
     */
    public static FtpServerRig startAnnouncing(ServerSite site, String announced) {
        return Vsftpd.startAnnouncing(site, announced);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
