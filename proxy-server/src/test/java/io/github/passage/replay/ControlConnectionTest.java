package io.github.passage.replay;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.HostPort;
import io.github.passage.ftp.SessionRedaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ControlConnectionTest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Test
    @Timeout(20)
    void aServerThatSendsOctetByOctetIsNotWaitedForLonger() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ControlConnection control = new ControlConnection(
                        new HostPort("127.0.0.1", server.getLocalPort()), PATIENCE, new SessionRedaction("***"));
                Socket accepted = server.accept();
                ScheduledExecutorService now = Executors.newSingleThreadScheduledExecutor()) {
            now.scheduleAtFixedRate(() -> drip(accepted), 0, PATIENCE.toMillis() / 10, TimeUnit.MILLISECONDS);

            assertThatThrownBy(control::next).hasMessage("no answer in time");
        }
    }

    private static void drip(Socket accepted) {
        try {
            accepted.getOutputStream().write('2');
        } catch (IOException over) {
            throw new UncheckedIOException(over);
        }
    }
}
