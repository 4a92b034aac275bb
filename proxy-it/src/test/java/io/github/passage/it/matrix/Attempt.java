package io.github.passage.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.client.ClientResult;
import io.github.passage.it.client.FtpClientRig;
import io.github.passage.it.client.Login;
import io.github.passage.it.server.FtpServerRig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One client's attempt at one server; it fails unless what should arrive has arrived.
 *
 * @param session how to reach the server
 * @param local an empty directory of the test's own
 */
record Attempt(FtpServerRig server, FtpClientRig client, Login session, Path local) {
    private static final List<String> LISTED = List.of("alpha.txt", "beta-2.bin", "gamma");
    private static final String UTF_8_DIRECTORY = "s3バケット";
    private static final String UTF_8_FILE = "ü.bin";
    private static final int BEGINNING = 400_000;

    /** Some clients turn to active mode by themselves, and then the test would show nothing. */
    private static final Pattern ACTIVE = Pattern.compile("\\b(PORT|EPRT) [0-9|]");

    private static final Pattern ABORTED = Pattern.compile("\\b(426|225|226)[ -].*abor", Pattern.CASE_INSENSITIVE);

    /** lftp logs in again after failures. */
    private static final Pattern LOGGED_IN = Pattern.compile("\\b230 [A-Z]");

    /** Prepares the files on the server that the attempts read. */
    static void prepare(FtpServerRig server, Iterable<Payload> payloads) {
        Path writable = server.writable();
        try {
            Path listed = Files.createDirectories(writable.resolve("listed"));
            for (String name : LISTED) {
                Files.writeString(listed.resolve(name), name);
            }
            Path utf8 = Files.createDirectories(writable.resolve(UTF_8_DIRECTORY));
            Files.setPosixFilePermissions(utf8, PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        payloads.forEach(payload -> payload.placeAt(writable.resolve(source(payload))));
    }

    void lists(Check check) {
        String directory = remote("listed");
        ClientResult result = switch (check.operation()) {
            case LIST -> client.list(session, directory);
            case NLST -> client.nlst(session, directory);
            default -> client.mlsd(session, directory);
        };
        assertThat(result.output())
                .doesNotContainPattern(ACTIVE)
                .contains(LISTED)
                .contains(check.operation().name());
    }

    void retrieves(Payload payload) {
        Path target = local.resolve("retrieved");
        ClientResult result = client.retrieve(session, remote(source(payload)), target);
        arrived(payload, target, result);
    }

    void stores(Payload payload) {
        String name = "stored-by-" + client.name();
        ClientResult result = client.store(session, payload.file(), remote(name));
        arrivedAtServer(payload, name, result);
    }

    void resumesRetrieving(Payload payload) {
        Path target = local.resolve("resumed");
        payload.placeBeginningAt(target, BEGINNING);
        ClientResult result = client.resumeRetrieve(session, remote(source(payload)), target);
        assertThat(result.output()).contains("REST " + BEGINNING);
        arrived(payload, target, result);
    }

    void resumesStoring(Payload payload) {
        String name = "resumed-by-" + client.name();
        payload.placeBeginningAt(server.writable().resolve(name), BEGINNING);
        ClientResult result = client.resumeStore(session, payload.file(), remote(name), BEGINNING);
        assertThat(result.output()).containsAnyOf("REST " + BEGINNING, "APPE ");
        arrivedAtServer(payload, name, result);
    }

    void goesOnAfterAborting(Payload large, Payload after) {
        Path target = local.resolve("after");
        ClientResult result = client.abort(session, remote(source(large)), remote(source(after)), target);
        assertThat(result.output())
                .containsPattern(ABORTED)
                .satisfies(output ->
                        assertThat(LOGGED_IN.matcher(output).results()).hasSize(1));
        arrived(after, target, result);
    }

    void keepsUtf8Names(Payload payload) {
        String directory = remote(UTF_8_DIRECTORY);
        String name = directory + "/" + UTF_8_FILE;
        Path stored = server.root().resolve(name);
        try {
            ClientResult storing = client.store(session, payload.file(), name);
            arrived(payload, stored, storing);
            assertThat(client.list(session, directory).output()).contains(UTF_8_FILE);
            Path target = local.resolve("utf-8");
            arrived(payload, target, client.retrieve(session, name, target));
        } finally {
            delete(stored);
        }
    }

    private void arrivedAtServer(Payload payload, String name, ClientResult result) {
        Path stored = server.writable().resolve(name);
        try {
            arrived(payload, stored, result);
        } finally {
            delete(stored);
        }
    }

    private static void arrived(Payload payload, Path file, ClientResult result) {
        assertThat(result.output()).doesNotContainPattern(ACTIVE);
        assertThat(file).as("output: %s", result.output()).exists().hasSize(payload.size());
        assertThat(Payload.sha256(file)).as("output: %s", result.output()).isEqualTo(payload.sha256());
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String remote(String name) {
        return FtpServerRig.WRITABLE + "/" + name;
    }

    private static String source(Payload payload) {
        return payload.file().getFileName().toString();
    }
}
