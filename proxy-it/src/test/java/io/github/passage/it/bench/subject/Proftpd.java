package io.github.passage.it.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * ProFTPD's mod_proxy, the reverse proxy that also follows FTP: a process for each session.
 *
 * @param directory where its packages are unpacked
 */
record Proftpd(Path directory) implements Subject {
    private static final int MOST_SESSIONS = 100;

    @Override
    public String name() {
        return Subjects.FTP_PEER;
    }

    @Override
    public boolean followsFtp() {
        return true;
    }

    @Override
    public int mostSessions() {
        return MOST_SESSIONS;
    }

    @Override
    public List<String> command(Site site) throws IOException {
        Files.createDirectories(site.work().resolve("tables"));
        Path file = Files.writeString(site.work().resolve("proftpd.conf"), configuration(site));
        return List.of(directory.resolve("usr/sbin/proftpd").toString(), "-n", "-q", "-c", file.toString());
    }

    String configuration(Site site) {
        return """
                ModulePath %1$s
                # mod_proxy takes libssl from it
                LoadModule mod_tls.c
                LoadModule mod_proxy.c
                ServerName bench
                ServerType standalone
                DefaultAddress %2$s
                Port %3$d
                SocketBindTight on
                PassivePorts %4$d %5$d
                UseIPv6 off
                UseReverseDNS off
                %6$sPidFile %7$s/proftpd.pid
                ScoreboardFile %7$s/scoreboard
                SystemLog none
                TransferLog none
                WtmpLog off
                DelayEngine off
                AuthPAM off
                MaxInstances 1000
                TimeoutIdle 0
                TimeoutNoTransfer 0
                TimeoutStalled 0
                ProxyEngine on
                ProxyRole reverse
                ProxyReverseServers ftp://%8$s
                # The default writes the next turn into a database that locks out other sessions, which then fail
                ProxyReverseConnectPolicy Random
                ProxyDataTransferPolicy PASV
                ProxyTables %7$s/tables
                """.formatted(
                        directory.resolve("usr/lib/proftpd"),
                        site.listen(),
                        Site.CONTROL_PORT,
                        Site.FIRST_DATA_PORT,
                        Site.LAST_DATA_PORT,
                        Nginx.isRoot() ? "User root\nGroup root\n" : "",
                        site.work(),
                        site.originControl());
    }
}
