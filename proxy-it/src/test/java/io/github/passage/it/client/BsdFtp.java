package io.github.passage.it.client;

import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Tool;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The {@code ftp} programs that descend from BSD: all read commands from standard input. */
final class BsdFtp implements FtpClientRig {
    private final Program program;
    private final Set<Operation> operations;

    private BsdFtp(Tool tool, String name, Set<Operation> operations) {
        this.program = new Program(tool, name);
        this.operations = operations;
    }

    /** EPSV first; refuses any passive address but the control connection's. */
    static FtpClientRig tnftp() {
        return new BsdFtp(Tool.TNFTP, "tnftp", EnumSet.allOf(Operation.class));
    }

    /** PASV only; dials what the reply says. */
    static FtpClientRig ftpSsl() {
        return new BsdFtp(Tool.FTP_SSL, "ftp-ssl", EnumSet.complementOf(EnumSet.of(Operation.MLSD)));
    }

    /** PASV only; refuses any passive address but the control connection's. */
    static FtpClientRig inetutilsFtp() {
        return new BsdFtp(Tool.INETUTILS_FTP, "inetutils-ftp", EnumSet.complementOf(EnumSet.of(Operation.MLSD)));
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public Set<Operation> operations() {
        return operations;
    }

    @Override
    public ClientResult list(Login login, String directory) {
        return run(login, "ls " + directory);
    }

    @Override
    public ClientResult nlst(Login login, String directory) {
        return run(login, "nlist " + directory);
    }

    @Override
    public ClientResult mlsd(Login login, String directory) {
        return run(login, "mlsd " + directory);
    }

    @Override
    public ClientResult retrieve(Login login, String remote, Path local) {
        return run(login, "get %s %s".formatted(remote, local));
    }

    @Override
    public ClientResult store(Login login, Path local, String remote) {
        return run(login, "put %s %s".formatted(local, remote));
    }

    @Override
    public ClientResult resumeRetrieve(Login login, String remote, Path local) {
        return run(login, "reget %s %s".formatted(remote, local));
    }

    @Override
    public ClientResult resumeStore(Login login, Path local, String remote, long offset) {
        return run(login, "restart %d\nput %s %s".formatted(offset, local, remote));
    }

    @Override
    public ClientResult abort(Login login, String large, String after, Path local) {
        try (Fifo fifo = Fifo.create(local.resolveSibling("fifo"));
                ChildProcess child = program.start(
                        login,
                        arguments(login),
                        script(login, "get %s %s\nget %s %s".formatted(large, fifo.path(), after, local)))) {
            fifo.awaitBytes(child, login.limit());
            child.interrupt();
            // It writes what it has buffered before it goes on
            fifo.drainUntilEnd(child, login.limit());
            return new ClientResult(child.waitFor(login.limit()), child.output());
        }
    }

    private ClientResult run(Login login, String commands) {
        return program.run(login, arguments(login), script(login, commands));
    }

    private static List<String> arguments(Login login) {
        return List.of("-n", "-v", "-p", login.host(), login.port());
    }

    private static String script(Login login, String commands) {
        return """
                debug
                user %s %s
                binary
                %s
                quit
                """.formatted(login.account().user(), login.account().password(), commands);
    }
}
