package io.github.passage.it.server;

import java.util.Locale;
import java.util.function.Function;

/** The servers that tests can start. */
public enum FtpServers {
    APACHE_FTPSERVER(ApacheFtpServer::start),
    VSFTPD(Vsftpd::start),
    PURE_FTPD(PureFtpd::start),
    PROFTPD(Proftpd::start);

    private final Function<ServerSite, FtpServerRig> starter;

    FtpServers(Function<ServerSite, FtpServerRig> starter) {
        this.starter = starter;
    }

    /**
     * Starts the server and waits until it accepts sessions.
     *
     * @throws org.opentest4j.TestAbortedException if the machine lacks what the server needs
     * @throws AssertionError if it does not start, or if it is lacking and {@code PASSAGE_REQUIRE_TOOLS=1}
     */
    public FtpServerRig start(ServerSite site) {
        return starter.apply(site);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
