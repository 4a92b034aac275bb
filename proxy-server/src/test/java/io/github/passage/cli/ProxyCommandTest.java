package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.IpLiteral;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyCommandTest {
    private static final String HOST = "127.74.0.1";

    @TempDir
    private Path folder;

    private static Outcome proxy(String args) {
        return Outcome.of(("proxy " + args).split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--listen 127.74.0.1 | --listen: \"127.74.0.1\" (expected: host:port,",
                "--listen 127.74.0.1:70000 | --listen: \"127.74.0.1:70000\" (expected:",
                "--listen 127.74.0.1:8192 | --listen: \"127.74.0.1:8192\" (expected: a port outside data-ports 8192-8200)",
                "--target nowhere | --target: \"nowhere\" (expected: host:port,",
                "--data-ports 9000-8000 | --data-ports: \"9000-8000\" (expected: first-last,",
                "--data-ports many | --data-ports: \"many\" (expected: first-last,",
                "--advertised-data-ports 1-2 | --advertised-data-ports: \"1-2\" (expected: 9 ports, as many as data-ports",
                "--passive-address 1.2.3.999 | --passive-address: \"1.2.3.999\" (expected: keep, control, zero,",
                "--epsv 522 | --epsv: \"522\" (expected: pass or refuse)",
                "--auth tls | --auth: \"tls\" (expected: pass or refuse)",
                "--data-peer prefix/0 | --data-peer: \"prefix/0\" (expected: same, any, or prefix/N",
            })
    void aBadValueIsOneLineThatNamesFlagValueAndExpectation(String args, String complaint) {
        String rest = (args.startsWith("--listen") ? "" : " --listen 127.74.0.1:2121")
                + (args.startsWith("--target") ? "" : " --target 127.74.0.2:21");

        Outcome outcome = proxy(args + rest);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .singleElement()
                .asString()
                .startsWith("passage proxy: " + complaint)
                .endsWith(")");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        Outcome outcome = proxy("--epsv 522");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .hasSize(3)
                .allMatch(line -> line.matches("passage proxy: --(listen|target|epsv): .* \\(expected: .*\\)"));
    }

    @Test
    void aFileAndFlagsDoNotGoTogether() {
        Outcome outcome = proxy("--config x.conf --listen 127.74.0.1:2121");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .containsExactly(
                        "passage proxy: --config: given together with flags that it replaces (expected: either a file"
                                + " or flags)");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Outcome outcome = proxy("--config " + folder.resolve("absent.conf"));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints()).singleElement().asString().contains("absent.conf");
    }

    @Test
    void aMistakeInTheFileIsNamedByPathAndKey() throws IOException {
        Path file = Files.writeString(folder.resolve("passage.conf"), """
                passage.hops.edge { listen = "127.74.0.1:2121", target = "127.74.0.2:21", epsv = never }
                """);

        Outcome outcome = proxy("--config " + file);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .singleElement()
                .asString()
                .contains("passage.conf", "epsv", "\"never\"", "(expected: pass or refuse)");
    }

    @Test
    void aControlPortInUseIsOneLineAndNothingStaysBound() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, IpLiteral.parseV4(HOST).orElseThrow())) {
            Outcome outcome = proxy("--listen " + HOST + ":" + taken.getLocalPort()
                    + " --target 127.74.0.2:21 --data-ports 18292-18293");

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.complaints())
                    .singleElement()
                    .asString()
                    .startsWith("passage proxy: cannot listen on " + HOST + ":" + taken.getLocalPort()
                            + " (proxy): address already in use;");
            assertNobodyListens(18292);
        }
    }

    @Test
    void aDataPortInUseIsOneLineToo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, IpLiteral.parseV4(HOST).orElseThrow())) {
            int port = taken.getLocalPort();

            Outcome outcome = proxy("--listen " + HOST + ":0 --target 127.74.0.2:21 --data-ports " + port + "-" + port);

            assertThat(outcome.code()).isEqualTo(2);
            assertThat(outcome.complaints())
                    .singleElement()
                    .asString()
                    .contains("cannot listen on " + HOST + ":" + port, "address already in use");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsOneLine() {
        Outcome outcome = proxy("--listen 192.0.2.1:2121 --target 127.74.0.2:21");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .singleElement()
                .asString()
                .contains("192.0.2.1:8192", "not an address of this machine");
    }

    private static void assertNobodyListens(int port) {
        assertThatThrownBy(() -> new Socket().connect(new InetSocketAddress(HOST, port), 2000))
                .isInstanceOf(ConnectException.class);
    }
}
