package io.github.passage.it.client;

import io.github.passage.it.tool.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Python's ftplib: PASV, always at the control connection's address. */
final class PythonFtplib implements FtpClientRig {
    private final Program program = new Program(Tool.PYTHON, "python-ftplib");

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
        return run(login, "list", directory);
    }

    @Override
    public ClientResult nlst(Login login, String directory) {
        return run(login, "nlst", directory);
    }

    @Override
    public ClientResult mlsd(Login login, String directory) {
        return run(login, "mlsd", directory);
    }

    @Override
    public ClientResult retrieve(Login login, String remote, Path local) {
        return run(login, "retrieve", remote, local.toString());
    }

    @Override
    public ClientResult store(Login login, Path local, String remote) {
        return run(login, "store", local.toString(), remote);
    }

    @Override
    public ClientResult resumeRetrieve(Login login, String remote, Path local) {
        return run(login, "resume_retrieve", remote, local.toString());
    }

    @Override
    public ClientResult resumeStore(Login login, Path local, String remote, long offset) {
        return run(login, "resume_store", local.toString(), remote, String.valueOf(offset));
    }

    @Override
    public ClientResult abort(Login login, String large, String after, Path local) {
        return run(login, "abort", large, after, local.toString());
    }

    private ClientResult run(Login login, String... operation) {
        Stream<String> session = Stream.of(
                "-",
                login.host(),
                login.port(),
                login.account().user(),
                login.account().password());
        List<String> arguments = Stream.concat(session, Stream.of(operation)).toList();
        return program.run(login, arguments, script());
    }

    private static String script() {
        try (InputStream in = PythonFtplib.class.getResourceAsStream("ftplib_client.py")) {
            return new String(Objects.requireNonNull(in, "ftplib_client.py").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
