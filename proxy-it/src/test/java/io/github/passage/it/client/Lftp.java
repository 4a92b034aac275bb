package io.github.passage.it.client;

import io.github.passage.it.tool.Tool;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** lftp, made literal: it dials what the passive reply says. */
final class Lftp implements FtpClientRig {
    private final Program program;
    private final boolean epsv;

    Lftp(boolean epsv) {
        this.program = new Program(Tool.LFTP, epsv ? "lftp-epsv" : "lftp");
        this.epsv = epsv;
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.allOf(Operation.class);
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
        return run(login, "set ftp:use-mlsd yes\ncls -1 " + directory + "/");
    }

    @Override
    public ClientResult retrieve(Login login, String remote, Path local) {
        return run(login, "get %s -o %s".formatted(remote, local));
    }

    @Override
    public ClientResult store(Login login, Path local, String remote) {
        return run(login, "put %s -o %s".formatted(local, remote));
    }

    @Override
    public ClientResult resumeRetrieve(Login login, String remote, Path local) {
        return run(login, "get -c %s -o %s".formatted(remote, local));
    }

    @Override
    public ClientResult resumeStore(Login login, Path local, String remote, long offset) {
        return run(login, "put -c %s -o %s".formatted(local, remote));
    }

    @Override
    public ClientResult abort(Login login, String large, String after, Path local) {
        // It sends ABOR when the reader of a pipe goes away
        return run(login, """
                set cmd:fail-exit no
                cat %s | head -c 100000 > /dev/null
                set cmd:fail-exit yes
                get %s -o %s
                """.formatted(large, after, local));
    }

    private ClientResult run(Login login, String commands) {
        String script = """
                set ftp:ssl-allow no
                set ftp:fix-pasv-address no
                set ftp:prefer-epsv %s
                set ftp:use-mlsd no
                set net:max-retries 1
                set net:timeout 20
                set cmd:fail-exit yes
                debug 5
                open -p %s -u %s,%s %s
                %s
                """.formatted(
                        epsv ? "yes" : "no",
                        login.port(),
                        login.account().user(),
                        login.account().password(),
                        login.host(),
                        commands);
        return program.run(login, List.of("--norc"), script);
    }
}
