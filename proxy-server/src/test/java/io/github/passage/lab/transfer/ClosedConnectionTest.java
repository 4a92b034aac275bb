package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A health check that comes between the passive reply and the client. */
@Timeout(20)
class ClosedConnectionTest {
    private static final byte[] CONTENT = new byte[1000];

    @ParameterizedTest(name = "takes closed connections: {0}, {1} of 1000 bytes arrive")
    @CsvSource({"true, 0", "false, 1000"})
    void whoeverConnectedAndClosedBeforeTheClientTakesItsPlaceUnlessClosedConnectionsAreSkipped(
            boolean takesClosed, int arrived) throws Exception {
        Conduct conduct = new Conduct(Auto.REACHED, PortUse.EXCLUSIVE, Affinity.NONE, 0, takesClosed, List.of());
        try (TestServer server = new TestServer(93, settings -> settings.withConduct(conduct));
                ControlClient client = server.login()) {
            InetSocketAddress port = server.dataAddress(client.openPort());
            connected(port).close();
            try (Socket data = connected(port)) {
                client.send("STOR whole.bin");
                data.getOutputStream().write(CONTENT);
            } catch (IOException refused) {
                // The server closes the port once it has the connection that it takes.
                assertThat(takesClosed).isTrue();
            }
            assertThat(client.reply()).startsWith("150");
            client.reply();

            assertThat(Files.size(server.home().resolve("whole.bin"))).isEqualTo(arrived);
        }
    }

    private static Socket connected(InetSocketAddress port) throws IOException {
        return new Socket(port.getAddress(), port.getPort());
    }
}
