package io.github.passage.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.passage.it.tool.Tool;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** curl as it comes: EPSV first, and the control connection's address for PASV. */
final class Curl implements FtpClientRig {
    private final Program program = new Program(Tool.CURL, "curl");

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.complementOf(EnumSet.of(Operation.ABOR));
    }

    @Override
    public ClientResult list(Login login, String directory) {
        return run(login, directory + "/");
    }

    @Override
    public ClientResult nlst(Login login, String directory) {
        return run(login, directory + "/", "--list-only");
    }

    @Override
    public ClientResult mlsd(Login login, String directory) {
        return run(login, directory + "/", "--request", "MLSD");
    }

    @Override
    public ClientResult retrieve(Login login, String remote, Path local) {
        return run(login, remote, "--output", local.toString());
    }

    @Override
    public ClientResult store(Login login, Path local, String remote) {
        return run(login, remote, "--upload-file", local.toString());
    }

    @Override
    public ClientResult resumeRetrieve(Login login, String remote, Path local) {
        return run(login, remote, "--continue-at", "-", "--output", local.toString());
    }

    @Override
    public ClientResult resumeStore(Login login, Path local, String remote, long offset) {
        return run(login, remote, "--continue-at", "-", "--upload-file", local.toString());
    }

    private ClientResult run(Login login, String remote, String... options) {
        String path = URLEncoder.encode(remote, UTF_8).replace("%2F", "/");
        Stream<String> fixed = Stream.of(
                "--disable",
                "--silent",
                "--show-error",
                "--verbose",
                "--connect-timeout",
                "10",
                "--user",
                login.account().user() + ":" + login.account().password(),
                "ftp://%s:%s/%s".formatted(login.host(), login.port(), path));
        return program.run(login, Stream.concat(fixed, Stream.of(options)).toList(), "");
    }
}
