package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import org.junit.jupiter.api.Test;

/** What people see in the field over PrivateLink, and what helps, with real clients at the lab. */
class LabStoryIT {
    private static final String LISTED = "readme.txt";

    private final ItLogs logs = ItLogs.fresh("LabStoryIT");

    @Test
    void announcingZeroMakesTheLiteralClientDialItsOwnMachine() {
        try (RunningLab lab = RunningLab.start(logs, "--passive-ip", "0.0.0.0")) {
            String output = lab.client().ftpSsl("ls");

            assertThat(output)
                    .containsPattern("227 Entering Passive Mode \\(0,0,0,0,32,\\d+\\)")
                    .contains("Connection refused")
                    .doesNotContain(LISTED);
            lab.program().awaitOutput("server announced 0\\.0\\.0\\.0:\\d+ \\(227\\); the client is told just that");
            lab.program().awaitOutput("probably dialled 0\\.0\\.0\\.0, .*: Connection refused");
        }
    }

    @Test
    void announcingTheEndpointMakesTheLiteralClientHang() {
        try (RunningLab lab = RunningLab.start(logs)) {
            hangsDialling(lab, "127.2.135.46", "the Transfer endpoint transfer\\.a in network provider");
        }
    }

    @Test
    void anEndpointThatRejectsResetsTheClientAndTheTraceTellsWhatTheFieldShows() {
        // The client then waits for the server, which waits for the data connection
        try (RunningLab lab = RunningLab.start(logs, "--unreachable", "reject");
                ChildProcess client = lab.client().startFtpSsl("ls")) {
            lab.program()
                    .awaitOutput(
                            "\\[transfer\\.a\\] \\S+ \\[127\\.0\\.0\\.1:\\d+\\] dialled \\S+ \\[127\\.2\\.135\\.46:\\d+\\], has no way there,"
                                    + " and was reset after the handshake\\. In the field this shows as: Connection refused");
            await().untilAsserted(() -> assertThat(client.output())
                    .containsPattern("227 Entering Passive Mode \\(127,2,135,46,32,\\d+\\)")
                    .contains("Connection reset by peer")
                    .doesNotContain(LISTED));
        }
    }

    @Test
    void rewritingToTheReachedAddressWorksWithLiteralClients() {
        try (RunningLab lab = RunningLab.start(logs, "--rewrite", "control")) {
            assertThat(lab.client().ftpSsl("ls"))
                    .containsPattern("227 Entering Passive Mode \\(127,1,0,10,32,\\d+\\)")
                    .contains(LISTED);
            assertThat(lab.client().literalLftp("ls")).contains(LISTED);
        }
    }

    @Test
    void rewritingWorksAlsoWhereTheServerAnnouncesZero() {
        try (RunningLab lab = RunningLab.start(logs, "--passive-ip", "0.0.0.0", "--rewrite", "control")) {
            assertThat(lab.client().ftpSsl("ls"))
                    .containsPattern("227 Entering Passive Mode \\(127,1,0,10,32,\\d+\\)")
                    .contains(LISTED);
        }
    }

    @Test
    void clientsWithEpsvNeedNoRewriting() {
        try (RunningLab lab = RunningLab.start(logs)) {
            assertThat(lab.client().epsvLftp("ls")).contains("229 ", LISTED).doesNotContain("227 ");
            assertThat(lab.client().curl("")).contains("229 ", LISTED).doesNotContain("227 ");
        }
    }

    @Test
    void theServersOwnAddressIsRightWithoutLoadBalancer() {
        try (RunningLab lab = RunningLab.start(logs, "--topology", "direct")) {
            assertThat(lab.client().ftpSsl("ls"))
                    .containsPattern("227 Entering Passive Mode \\(127,1,135,46,32,\\d+\\)")
                    .contains(LISTED);
        }
    }

    @Test
    void theServersOwnAddressHangsBehindALoadBalancer() {
        try (RunningLab lab = RunningLab.start(logs, "--topology", "nlb")) {
            hangsDialling(lab, "127.2.135.46", "the Transfer endpoint transfer\\.a in network provider");
        }
    }

    @Test
    void announcingTheLoadBalancerIsRightForItsClients() {
        try (RunningLab lab = RunningLab.start(logs, "--topology", "nlb", "--passive-ip", "10.1.0.20")) {
            assertThat(lab.client().ftpSsl("ls"))
                    .containsPattern("227 Entering Passive Mode \\(127,2,0,20,32,\\d+\\)")
                    .contains(LISTED);
        }
    }

    @Test
    void theReachedAddressIsTrueOnlyAtTheHopThatTheClientReached() {
        try (RunningLab lab = RunningLab.start(logs, "--rewrite", "control", "--rewrite-at", "nlb")) {
            hangsDialling(lab, "127.2.0.20", "the NLB node nlb\\.a in network provider");
        }
    }

    @Test
    void clientsThatAskForTlsUnaskedGoOnInClear() {
        try (RunningLab lab = RunningLab.start(logs, "--rewrite", "control")) {
            assertThat(lab.client().ftpSsl("ls")).contains("AUTH TLS", "502 ", LISTED);
            assertThat(lab.client().lftp("set ftp:ssl-allow yes\nset ftp:prefer-epsv yes", "ls"))
                    .contains("AUTH TLS", "<--- 502 ", LISTED);
            lab.program().awaitOutput("AUTH answered 502 here");
        }
    }

    private static void hangsDialling(RunningLab lab, String address, String owner) {
        try (ChildProcess client = lab.client().startFtpSsl("ls")) {
            String dialled = lab.program()
                    .awaitOutput(
                            "The client dials \\S+ \\[(\\S+)\\] and gets no answer \\(its SYN is in the kernel's table\\)")
                    .group(1);

            assertThat(dialled).startsWith(address + ":");
            assertThat(KernelTable.dialled()).contains(dialled);
            assertThat(client.isAlive()).isTrue();
            assertThat(client.output())
                    .contains("227 Entering Passive Mode (" + address.replace('.', ','))
                    .doesNotContain("refused", LISTED);
            lab.program().awaitOutput("Why: \\S+ \\[" + address + "\\] is " + owner);
            lab.program().awaitOutput("--rewrite control");
        }
    }
}
