package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.client.ClientResult;
import io.github.passage.it.client.FtpClients;
import io.github.passage.it.client.Login;
import io.github.passage.it.server.FtpServerRig;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.LoopbackAddresses;
import io.github.passage.it.server.PortRange;
import io.github.passage.it.server.ServerSite;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.github.passage.it.tool.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real server stands in for the lab's own. */
class ExternalServerIT {
    private static final PortRange DATA_PORTS = new PortRange(8192, 8200);

    private final ItLogs logs = ItLogs.fresh("ExternalServerIT");

    private Path topology(FtpServerRig server, Path folder) throws IOException {
        return Files.writeString(folder.resolve("external.conf"), """
                include classpath("topologies/nlb.conf")
                topology.servers.transfer { kind = external, at = "%s:%d" }
                """.formatted(
                server.address().getAddress().getHostAddress(), server.address().getPort()));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(names = {"VSFTPD", "PURE_FTPD", "PROFTPD"})
    void isReachedThroughTheSimulatedNetwork(FtpServers which, @TempDir Path folder) throws IOException {
        Tools.require(Tool.CURL);
        try (WorkDirectory work = WorkDirectory.create("external");
                FtpServerRig server =
                        which.start(new ServerSite(new LoopbackAddresses().next(), DATA_PORTS, work.path(), logs))) {
            Files.writeString(server.writable().resolve("real.txt"), "real");
            try (RunningLab lab = RunningLab.start(
                    logs, "--topology", topology(server, folder).toString(), "--api", "127.0.0.1:0")) {
                Login login = new Login(lab.address(), server.account(), logs, "list " + which, Duration.ofSeconds(20));
                ClientResult listed = FtpClients.curl().list(login, FtpServerRig.WRITABLE);
                Path local = folder.resolve("local.txt");
                ClientResult fetched = FtpClients.curl().retrieve(login, FtpServerRig.WRITABLE + "/real.txt", local);

                assertThat(listed.exitCode()).as(listed.output()).isZero();
                assertThat(listed.output()).contains("real.txt");
                assertThat(local).as(fetched.output()).hasContent("real");
                lab.program().awaitOutput("data connection ended \\(completed\\): 4 bytes to the client");
                theServersOwnPassiveAddressIsNotTheLabs(lab);
            }
        }
    }

    private void theServersOwnPassiveAddressIsNotTheLabs(RunningLab lab) {
        try (PassageProcess ctl =
                PassageProcess.start(logs, "ctl", "--api", lab.api(), "set-passive-ip", "transfer", "AUTO")) {
            assertThat(ctl.awaitEnd()).isEqualTo(2);
            assertThat(ctl.errors())
                    .singleElement()
                    .asString()
                    .startsWith("passage ctl: server transfer: external (expected: a server of the lab;");
        }
    }
}
