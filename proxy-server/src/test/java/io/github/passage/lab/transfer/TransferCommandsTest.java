package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class TransferCommandsTest {

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new TestServer(3);
        Files.writeString(server.home().resolve("file.txt"), "text\n");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void thereAreThirtySixCommands() {
        assertThat(TransferCommands.NAMES).hasSize(36).doesNotHaveDuplicates().isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ABOR                         | 226 ABOR command successful.",
                "AUTH TLS                     | 431 Service is unavailable.",
                "CDUP                         | 250 Directory changed to /",
                "CWD /                        | 250 Directory changed to /",
                "DELE none                    | 450 Can't delete file /none.",
                "EPSV                         | 229 Entering Passive Mode",
                "FEAT                         | 211-Extensions supported",
                "LANG en                      | 200 Command LANG okay.",
                "LIST                         | 503 PORT or PASV must be issued first",
                "MDTM file.txt                | 213 20",
                "MFMT 20200102030405 file.txt | 213 ModifyTime=20200102030405; file.txt",
                "MKD made                     | 257 \"/made\" created.",
                "MLSD                         | 503 PORT or PASV must be issued first",
                "MLST file.txt                | 250-",
                "MODE S                       | 200 Command MODE okay.",
                "NLST                         | 503 PORT or PASV must be issued first",
                "NOOP                         | 200 Command NOOP okay.",
                "OPTS UTF8 ON                 | 200 Command OPTS okay.",
                "PASS again                   | 202 Already logged-in.",
                "PASV                         | 227 Entering Passive Mode",
                "PBSZ 0                       | 200 Command PBSZ okay.",
                "PROT C                       | 200 Command PROT okay.",
                "PWD                          | 257 \"/\" is current directory.",
                "QUIT                         | 221 Goodbye.",
                "RETR file.txt                | 503 PORT or PASV must be issued first",
                "RMD none                     | 550 Not a valid directory \"/none\".",
                "RNFR file.txt                | 350 Requested file action pending further information.",
                "RNTO other                   | 503 Can't find the file which has to be renamed.",
                "SIZE file.txt                | 213 5",
                "STAT                         | 211-",
                "STOR new.txt                 | 503 PORT or PASV must be issued first",
                "STOU                         | 503 PORT or PASV must be issued first",
                "STRU F                       | 200 Command STRU okay.",
                "SYST                         | 215 UNIX Type: Apache FtpServer",
                "TYPE I                       | 200 Command TYPE okay.",
                "USER demo                    | 230 Already logged-in."
            })
    void everyCommandOfTransferFamilyIsAnswered(String command, String reply) throws IOException {
        assertThat(TransferCommands.NAMES).contains(command.split(" ", 2)[0]);
        try (ControlClient client = server.login()) {
            assertThat(client.command(command)).startsWith(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ACCT",
                "ADAT",
                "ALLO",
                "APPE",
                "CCC",
                "EPRT",
                "HELP",
                "HOST",
                "LPRT",
                "LPSV",
                "MD5",
                "MMD5",
                "PORT",
                "REIN",
                "REST",
                "SITE",
                "SITE_WHO",
                "SMNT",
                "XCRC",
                "XCWD",
                "XMKD",
                "XPWD",
                "XRMD",
                "NONSENSE"
            })
    void everyOtherCommandIsRefused(String command) throws IOException {
        try (ControlClient client = server.login()) {
            assertThat(client.command(command + " 1")).isEqualTo("502 Command " + command + " not implemented.");
        }
    }

    @Test
    void featuresNameNothingThatDoesNotExist() throws IOException {
        try (ControlClient client = server.login()) {
            assertThat(client.command("FEAT").lines())
                    .startsWith("211-Extensions supported")
                    .endsWith("211 End")
                    .contains(" SIZE", " MDTM", " MFMT", " UTF8", " EPSV", " PASV", " MLST Size;Modify;Type;Perm")
                    .noneMatch(line -> line.matches(" (REST|AUTH|MODE|MD5|MMD5|EPRT|PBSZ|PROT|SITE).*"));
        }
    }

    @ParameterizedTest
    @CsvSource({"MODE Z", "MODE B", "TYPE E", "STRU R"})
    void otherModesTypesAndStructuresAreRefused(String command) throws IOException {
        try (ControlClient client = server.login()) {
            assertThat(client.command(command)).startsWith("504 ");
        }
    }

    @ParameterizedTest
    @CsvSource({"demo, wrong", "nobody, demo-passage", "anonymous, a@example.com"})
    void aFailedLoginIsRefusedAndTheThirdEndsTheSession(String user, String password) throws IOException {
        try (ControlClient client = new ControlClient(server.address())) {
            Set<String> replies = new TreeSet<>();
            for (int attempt = 0; attempt < 3; attempt++) {
                String asked = client.command("USER " + user);
                replies.add(asked.startsWith("530") ? asked : client.command("PASS " + password));
                if (user.equals("anonymous")) {
                    break;
                }
            }
            assertThat(replies).singleElement().asString().startsWith("530 ");
            if (!user.equals("anonymous")) {
                assertThat(client.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void nothingIsAllowedBeforeTheLogin() throws IOException {
        try (ControlClient client = new ControlClient(server.address())) {
            assertThat(client.command("PASV")).isEqualTo("530 Access denied.");
        }
    }
}
