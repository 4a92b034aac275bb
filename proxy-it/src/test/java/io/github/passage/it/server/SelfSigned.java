package io.github.passage.it.server;

import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A certificate that nobody vouches for, in PEM.
 *
 * @param certificate its file
 * @param key the file of its private key, without a passphrase
 */
record SelfSigned(Path certificate, Path key) {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    static SelfSigned create(ServerSite site) {
        Path certificate = site.scratch().resolve("certificate.pem");
        Path key = site.scratch().resolve("key.pem");
        Path log = site.logs().file("openssl");
        List<String> command = List.of(
                Tools.require(Tool.OPENSSL).toString(),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=ftp.example.test",
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString());
        int exit = ChildProcess.run(command, "", log, LIMIT);
        if (exit != 0) {
            throw new AssertionError("openssl: exit code %d (expected: 0); see %s".formatted(exit, log));
        }
        return new SelfSigned(certificate, key);
    }
}
