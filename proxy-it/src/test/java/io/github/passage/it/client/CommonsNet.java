package io.github.passage.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.commons.net.ftp.FTPClient;

/** Apache Commons Net, in this JVM: PASV or EPSV, always at the control connection's address. */
final class CommonsNet implements FtpClientRig {
    private final boolean epsv;

    CommonsNet(boolean epsv) {
        this.epsv = epsv;
    }

    @Override
    public String name() {
        return epsv ? "commons-net-epsv" : "commons-net";
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.allOf(Operation.class);
    }

    @Override
    public ClientResult list(Login login, String directory) {
        return run(
                login,
                (client, out) ->
                        Arrays.stream(client.listFiles(directory)).forEach(file -> out.println(file.getRawListing())));
    }

    @Override
    public ClientResult nlst(Login login, String directory) {
        return run(login, (client, out) -> {
            // Null after a failure
            String[] names = client.listNames(directory);
            Arrays.stream(names == null ? new String[0] : names).forEach(out::println);
        });
    }

    @Override
    public ClientResult mlsd(Login login, String directory) {
        return run(
                login,
                (client, out) ->
                        Arrays.stream(client.mlistDir(directory)).forEach(file -> out.println(file.getRawListing())));
    }

    @Override
    public ClientResult retrieve(Login login, String remote, Path local) {
        return run(login, (client, out) -> retrieve(client, remote, local, StandardOpenOption.CREATE_NEW));
    }

    @Override
    public ClientResult store(Login login, Path local, String remote) {
        return run(login, (client, out) -> {
            try (InputStream in = Files.newInputStream(local)) {
                client.storeFile(remote, in);
            }
        });
    }

    @Override
    public ClientResult resumeRetrieve(Login login, String remote, Path local) {
        return run(login, (client, out) -> {
            client.setRestartOffset(Files.size(local));
            retrieve(client, remote, local, StandardOpenOption.APPEND);
        });
    }

    @Override
    public ClientResult resumeStore(Login login, Path local, String remote, long offset) {
        return run(login, (client, out) -> {
            try (FileChannel file = FileChannel.open(local)) {
                client.setRestartOffset(offset);
                client.storeFile(remote, Channels.newInputStream(file.position(offset)));
            }
        });
    }

    @Override
    public ClientResult abort(Login login, String large, String after, Path local) {
        return run(login, (client, out) -> {
            InputStream data = client.retrieveFileStream(large);
            if (data == null) {
                return;
            }
            data.readNBytes(100_000);
            // It sends ABOR without urgent data, which most servers read only when the data connection has ended
            data.close();
            // abort() reads one reply; one for the transfer comes before that for ABOR
            if (!client.abort()) {
                client.getReply();
            }
            retrieve(client, after, local, StandardOpenOption.CREATE_NEW);
        });
    }

    private static void retrieve(FTPClient client, String remote, Path local, StandardOpenOption mode)
            throws IOException {
        try (OutputStream file = Files.newOutputStream(local, mode, StandardOpenOption.WRITE)) {
            client.retrieveFile(remote, file);
        }
    }

    private ClientResult run(Login login, CommonsNetSession.Work work) {
        Path log = login.logs().file(login.label());
        try {
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(log, UTF_8), true)) {
                new CommonsNetSession(login, epsv, out).run(work);
            }
            return new ClientResult(0, Files.readString(log));
        } catch (IOException e) {
            throw new AssertionError("%s: failed; see %s".formatted(name(), log), e);
        }
    }
}
