package io.github.passage.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.testing.TestAuthority;
import io.github.passage.testing.TestIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are taken for the proof of who a replica is. */
class PeerMaterialTest {
    @TempDir
    private Path folder;

    private TestAuthority authority;
    private PeerTls files;

    @BeforeEach
    void name() throws GeneralSecurityException {
        authority = TestAuthority.named("ca");
        files = new PeerTls(folder.resolve("tls.crt"), folder.resolve("tls.key"), folder.resolve("ca.crt"));
    }

    private PeerMaterial read() {
        return PeerMaterial.read("tls", files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519", "RSASSA-PSS"})
    void aKeyOfEachKindIsKnownByItsCertificate(String algorithm) throws Exception {
        TestIdentity own = authority.issue("own", algorithm);
        own.write(folder);

        assertThat(read()).isEqualTo(new PeerMaterial(own.key(), own.chain(), List.of(own.authority())));

        authority.issue("other", algorithm).write(folder.resolve("other"));
        Files.copy(
                folder.resolve("other/tls.key"),
                Files.createDirectory(folder.resolve("mixed")).resolve("tls.key"));
        assertThatThrownBy(() -> PeerMaterial.read(
                        "tls", new PeerTls(files.certificate(), folder.resolve("mixed/tls.key"), files.ca())))
                .hasMessage("tls.key: " + folder.resolve("mixed/tls.key") + " (expected: the key of the certificate in "
                        + files.certificate() + ")");
    }

    @Test
    void whatStandsBetweenMayBeInTheFileAndWhatIsRenewedDiffers() throws Exception {
        TestAuthority between = authority.below("between").below("further");
        between.issue("own").write(folder);
        PeerMaterial first = read();
        assertThat(first.chain()).hasSize(3);
        assertThat(read()).isEqualTo(first);

        between.issue("own").write(folder);
        assertThat(read()).isNotEqualTo(first);
    }

    @Test
    void aCertificateMayBeBelievedItself() throws Exception {
        TestIdentity own = TestAuthority.named("another").issue("own");
        own.write(folder);
        Files.writeString(files.ca(), TestIdentity.pem(own.certificate()));

        assertThat(read().authorities()).containsExactly(own.certificate());
    }

    @Test
    void oldAndNewAuthorityMayBeBelievedAtOnce() throws Exception {
        TestIdentity old = TestAuthority.named("ca").issue("own");
        TestIdentity own = authority.issue("own");
        own.write(folder);
        Files.writeString(files.ca(), TestIdentity.pem(old.authority(), own.authority()));

        assertThat(read().authorities()).containsExactly(old.authority(), own.authority());
    }

    /** A file, what is in it, and what is said of it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tls.key | gone | tls.key: * (expected: a file to be read)
            tls.crt | gone | tls.certificate: * (expected: a file to be read)
            ca.crt  | gone | tls.ca: * (expected: a file to be read)
            ca.crt  | folder | tls.ca: * (expected: a file to be read)
            tls.key | empty | tls.key: * (expected: a private key in PEM, PKCS #8 without a password)
            tls.key | certificate | tls.key: * (expected: a private key in PEM, PKCS #8 without a password)
            tls.key | PKCS #1 | tls.key: * (expected: a private key in PEM, PKCS #8 without a password)
            tls.key | half | tls.key: * (expected: a private key in PEM, PKCS #8 without a password)
            tls.key | no base64 | tls.key: * (expected: a private key in PEM, PKCS #8 without a password)
            tls.key | no key | tls.key: * (expected: a private key in PEM, PKCS #8 without a password)
            tls.crt | empty | tls.certificate: * (expected: a certificate in PEM)
            tls.crt | half | tls.certificate: * (expected: a certificate in PEM)
            tls.crt | words | tls.certificate: * (expected: a certificate in PEM)
            ca.crt  | empty | tls.ca: * (expected: certificates of authorities in PEM)
            tls.key | of another | tls.key: * (expected: the key of the certificate in CRT)
            tls.crt | of another | tls.key: KEY (expected: the key of the certificate in CRT)
            ca.crt  | of another | tls.certificate: CRT (expected: one that an authority in CA signed)
            """)
    void whatDoesNotBelongTogetherIsSaidInOneLine(String name, String content, String complaint) throws Exception {
        authority.issue("own").write(folder);
        put(folder.resolve(name), content);

        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint
                        .replace("*", folder.resolve(name).toString())
                        .replace("CRT", files.certificate().toString())
                        .replace("KEY", files.key().toString())
                        .replace("CA ", files.ca() + " "));
    }

    private void put(Path file, String content) throws IOException, GeneralSecurityException {
        // Of the same name, so that only its key tells that it is another.
        TestAuthority.named("ca").issue("own").write(folder.resolve("other"));
        String text = Files.readString(file);
        Files.delete(file);
        switch (content) {
            case "gone" -> {}
            case "folder" -> Files.createDirectory(file);
            case "empty" -> Files.createFile(file);
            case "certificate" -> Files.copy(files.certificate(), file);
            case "PKCS #1" -> Files.writeString(file, text.replace("PRIVATE KEY", "EC PRIVATE KEY"));
            case "half" -> Files.writeString(file, text.substring(0, text.length() / 2));
            case "no base64" -> Files.writeString(file, text.replaceFirst("\n..", "\nA=="));
            case "no key" -> Files.writeString(file, text.replaceFirst("\n....", "\nAAAA"));
            case "words" -> Files.writeString(file, "to be filled in\n");
            case "of another" -> Files.copy(folder.resolve("other").resolve(file.getFileName()), file);
            default -> throw new IllegalArgumentException(content);
        }
    }
}
