package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class FileTransferTest {

    private TestServer server;
    private FTPClient client;

    @BeforeEach
    void login() throws IOException {
        server = new TestServer(4);
        client = new FTPClient();
        client.setControlEncoding("UTF-8");
        client.connect(server.address().getAddress(), server.address().getPort());
        assertThat(client.login("demo", "demo-passage")).isTrue();
        client.enterLocalPassiveMode();
        client.setFileType(FTP.BINARY_FILE_TYPE);
    }

    @AfterEach
    void quit() throws IOException {
        client.disconnect();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 1_048_577})
    void whatIsUploadedIsWhatIsDownloaded(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);

        assertThat(client.storeFile("up.bin", new ByteArrayInputStream(content)))
                .isTrue();
        assertThat(Files.readAllBytes(server.home().resolve("up.bin"))).isEqualTo(content);

        ByteArrayOutputStream back = new ByteArrayOutputStream();
        assertThat(client.retrieveFile("up.bin", back)).isTrue();
        assertThat(back.toByteArray()).isEqualTo(content);
        assertThat(client.getSize("up.bin")).isEqualTo(Integer.toString(size));
    }

    @Test
    void namesOutsideAsciiSurviveEveryCommand() throws IOException {
        assertThat(client.makeDirectory("s3バケット")).isTrue();
        assertThat(client.changeWorkingDirectory("s3バケット")).isTrue();
        assertThat(client.printWorkingDirectory()).isEqualTo("/s3バケット");
        assertThat(client.storeFile("größe 😀.txt", new ByteArrayInputStream(new byte[3])))
                .isTrue();
        assertThat(client.rename("größe 😀.txt", "日本.txt")).isTrue();

        assertThat(client.listNames()).containsExactly("日本.txt");
        assertThat(client.listFiles()).extracting(FTPFile::getName).containsExactly("日本.txt");
        assertThat(client.mlistDir()).extracting(FTPFile::getName).contains("日本.txt");
        assertThat(client.mlistFile("/s3バケット/日本.txt").getSize()).isEqualTo(3);
        assertThat(client.deleteFile("日本.txt")).isTrue();
        assertThat(client.changeToParentDirectory()).isTrue();
        assertThat(client.removeDirectory("s3バケット")).isTrue();
        assertThat(server.home()).isEmptyDirectory();
    }

    @Test
    void modificationTimesAreReadAndSet() throws IOException {
        Files.createFile(server.home().resolve("dated"));

        assertThat(client.setModificationTime("dated", "20200102030405")).isTrue();
        assertThat(client.getModificationTime("dated")).isEqualTo("20200102030405.000");
    }

    @Test
    void nothingOutsideTheHomeDirectoryIsReachable() throws IOException {
        client.changeWorkingDirectory("../../..");

        assertThat(client.printWorkingDirectory()).isEqualTo("/");
        assertThat(client.retrieveFile("/../../../etc/passwd", new ByteArrayOutputStream()))
                .isFalse();
    }

    @Test
    void theSampleHomeHoldsWhatItsReadmeSaysAndIsDeleted() throws IOException {
        SampleHome home = SampleHome.create();

        assertThat(home.path().resolve("1KiB.bin")).hasSize(1024);
        assertThat(home.path().resolve("64KiB.bin")).hasSize(64 * 1024);
        assertThat(home.path().resolve("1MiB.bin")).hasSize(1024 * 1024);
        assertThat(home.path().resolve("10MiB.bin")).hasSize(10L * 1024 * 1024);
        assertThat(home.path().resolve("100MiB.bin")).hasSize(100L * 1024 * 1024);
        assertThat(home.path().resolve("readme.txt")).content().contains("1KiB.bin", SampleHome.UNICODE_FOLDER);
        byte[] first = Files.readAllBytes(home.path().resolve("1KiB.bin"));
        assertThat(first).isEqualTo(Arrays.copyOf(Files.readAllBytes(home.path().resolve("1MiB.bin")), 1024));
        assertThat(first).isNotEqualTo(new byte[1024]);

        home.close();
        assertThat(home.path()).doesNotExist();
    }

    @Test
    void theServerShowsTheSampleHomesFolder() throws IOException {
        try (SampleHome home = SampleHome.create();
                TransferServer samples = new TransferServer(
                        TransferServerSettings.of(
                                server.dataAddress(0), IpLiteral.v4(new byte[] {127, 46, 0, 4}), home.path()),
                        DataPortListener.NONE)) {
            long start = System.nanoTime();
            samples.start();
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
            client.disconnect();
            client.connect(samples.address().getAddress(), samples.address().getPort());
            client.login("demo", "demo-passage");
            client.enterLocalPassiveMode();
            assertThat(client.listNames(SampleHome.UNICODE_FOLDER))
                    .singleElement()
                    .asString()
                    .endsWith(SampleHome.UNICODE_FILE);
        }
    }
}
