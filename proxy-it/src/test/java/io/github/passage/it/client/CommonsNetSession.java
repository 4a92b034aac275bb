package io.github.passage.it.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.net.PrintCommandListener;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;

/** A session that ends when its limit has passed, although its sockets block. */
final class CommonsNetSession {
    private static final Duration SOCKET_LIMIT = Duration.ofSeconds(20);
    private static final int BUFFER = 64 * 1024;

    private final Login login;
    private final boolean epsv;
    private final PrintWriter out;

    /** What is done between login and logout. */
    @FunctionalInterface
    interface Work {
        void accept(FTPClient client, PrintWriter out) throws IOException;
    }

    CommonsNetSession(Login login, boolean epsv, PrintWriter out) {
        this.login = login;
        this.epsv = epsv;
        this.out = out;
    }

    void run(Work work) throws IOException {
        FTPClient client = client();
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            session(client, work);
            return true;
        });
        Thread.ofVirtual().name("commons-net").start(task);
        try {
            task.get(login.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "commons-net: still running after %d s (expected: ended)"
                            .formatted(login.limit().toSeconds()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            client.disconnect();
        }
    }

    private FTPClient client() {
        FTPClient client = new FTPClient();
        client.setControlEncoding("UTF-8");
        client.setUseEPSVwithIPv4(epsv);
        client.setDefaultTimeout((int) SOCKET_LIMIT.toMillis());
        client.setConnectTimeout((int) SOCKET_LIMIT.toMillis());
        client.setDataTimeout(SOCKET_LIMIT);
        client.setBufferSize(BUFFER);
        client.addProtocolCommandListener(new PrintCommandListener(out));
        return client;
    }

    private void session(FTPClient client, Work work) throws IOException {
        client.connect(login.address().getAddress(), login.address().getPort());
        client.login(login.account().user(), login.account().password());
        client.setFileType(FTP.BINARY_FILE_TYPE);
        client.enterLocalPassiveMode();
        work.accept(client, out);
        client.logout();
    }
}
