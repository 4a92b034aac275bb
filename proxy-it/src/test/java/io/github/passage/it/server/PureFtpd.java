package io.github.passage.it.server;

import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * pure-ftpd with one virtual user. It needs root: without, it starts, but answers every login with {@code 421 Sorry, but I
 * can't trust you}, because it cannot change user.
 */
final class PureFtpd {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private PureFtpd() {}

    static FtpServerRig start(ServerSite site) {
        Path program = Tools.require(Tool.PURE_FTPD);
        Path passwords = Tools.require(Tool.PURE_PW);
        if (!LocalUser.isRoot()) {
            throw Tools.unmet("pure-ftpd: not root (expected: root, to change to the virtual user's uid)");
        }
        InetSocketAddress address = site.freeControlAddress();
        Path root = site.createRoot();
        LocalUser user = LocalUser.serving();
        Path users = site.write(
                "pure-ftpd.passwd",
                "%s:%s:%d:%d::%s/./::::::::::::%n"
                        .formatted(TestAccount.USER, TestAccount.PASSWORD_HASH, user.uid(), user.gid(), root));
        Path database = site.scratch().resolve("pure-ftpd.pdb");
        Path log = site.logs().file("server-pure-pw");
        int exit = ChildProcess.run(
                List.of(passwords.toString(), "mkdb", database.toString(), "-f", users.toString()), "", log, LIMIT);
        if (exit != 0) {
            throw new AssertionError("pure-pw: exit code %d (expected: 0); see %s".formatted(exit, log));
        }
        ServerProcess.Description description =
                new ServerProcess.Description("pure-ftpd", address, site.dataPorts(), TestAccount.account(), root);
        return ServerProcess.start(
                description,
                command(program, site, address.getPort(), database),
                site.logs().file("server-pure-ftpd"));
    }

    private static List<String> command(Path program, ServerSite site, int port, Path database) {
        PortRange data = site.dataPorts();
        return List.of(
                program.toString(),
                "--bind=%s,%d".formatted(site.host(), port),
                "--ipv4only",
                "--chrooteveryone",
                "--noanonymous",
                "--login=puredb:" + database,
                "--passiveportrange=%d:%d".formatted(data.first(), data.last()),
                "--forcepassiveip=" + site.host(),
                "--dontresolve",
                "--minuid=1",
                "--umask=133:022",
                "--maxclientsnumber=1000",
                "--maxclientsperip=1000",
                "--pidfile=" + site.scratch().resolve("pure-ftpd.pid"),
                "--altlog=clf:" + site.logs().file("server-pure-ftpd-transfers"));
    }
}
