package io.github.passage.it.server;

import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** proftpd with one virtual user and no modules loaded at run time. */
final class Proftpd {
    private Proftpd() {}

    static FtpServerRig start(ServerSite site) {
        Path program = Tools.require(Tool.PROFTPD);
        InetSocketAddress address = site.freeControlAddress();
        Path root = site.createRoot();
        Path configuration = site.write("proftpd.conf", configuration(site, address.getPort(), root));
        ServerProcess.Description description =
                new ServerProcess.Description("proftpd", address, site.dataPorts(), TestAccount.account(), root);
        List<String> command = List.of(program.toString(), "-n", "-q", "-c", configuration.toString());
        return ServerProcess.start(description, command, site.logs().file("server-proftpd-output"));
    }

    private static String configuration(ServerSite site, int port, Path root) {
        LocalUser user = LocalUser.serving();
        Path users = site.write(
                "proftpd.passwd",
                "%s:%s:%d:%d::%s:/bin/sh%n"
                        .formatted(TestAccount.USER, TestAccount.PASSWORD_HASH, user.uid(), user.gid(), root));
        Path run = site.scratch().resolve("run");
        try {
            Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-------"));
            Files.createDirectories(run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return """
                ServerName test
                ServerType standalone
                DefaultAddress %1$s
                Port %2$d
                SocketBindTight on
                MasqueradeAddress %1$s
                PassivePorts %3$d %4$d
                UseIPv6 off
                UseReverseDNS off
                User %5$s
                Group %6$s
                PidFile %7$s/proftpd.pid
                ScoreboardFile %7$s/proftpd.scoreboard
                SystemLog %8$s
                TransferLog none
                WtmpLog off
                DelayEngine off
                AuthPAM off
                AuthOrder mod_auth_file.c
                AuthUserFile %9$s
                RequireValidShell off
                %10$s
                AllowOverwrite on
                AllowStoreRestart on
                AllowRetrieveRestart on
                MaxInstances 1000
                Umask 022
                TimesGMT on
                TimeoutLinger 1
                """.formatted(
                        site.host(),
                        port,
                        site.dataPorts().first(),
                        site.dataPorts().last(),
                        user.user(),
                        user.group(),
                        run,
                        site.logs().file("server-proftpd"),
                        users,
                        // Only root may chroot
                        LocalUser.isRoot() ? "DefaultRoot ~" : "DefaultChdir ~");
    }
}
