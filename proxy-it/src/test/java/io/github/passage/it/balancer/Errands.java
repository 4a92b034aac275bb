package io.github.passage.it.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.balancer.LiteralClient.Errand;
import io.github.passage.it.client.FtpDialog;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What must work for whoever connects to one address.
 *
 * @param scene whose server it is
 * @param address where clients connect
 */
record Errands(Scene scene, InetSocketAddress address) {
    /** Every literal client lists, downloads and uploads, as far as it can, and each that says so was told this address. */
    void allLiteralClients() throws IOException {
        Path directory = Files.createTempDirectory(scene.work(), "client");
        Path upload = Files.writeString(directory.resolve("upload"), Scene.CONTENT);
        for (LiteralClient client : LiteralClient.that(Errand.LIST)) {
            assertThat(run(client, "", directory)).as(client.name()).contains(Scene.FILE);
        }
        for (LiteralClient client : LiteralClient.that(Errand.GET)) {
            Path local = directory.resolve(client.name());
            String output = run(client, Scene.FILE, local);
            assertThat(local).as(client + output).hasContent(Scene.CONTENT);
        }
        for (LiteralClient client : LiteralClient.that(Errand.PUT)) {
            String remote = client.name() + "-" + address.getAddress().getHostAddress();
            Path stored = scene.server().writable().resolve(remote);
            Files.deleteIfExists(stored);
            String output = run(client, remote, upload);
            assertThat(stored).as(client + output).hasContent(Scene.CONTENT);
        }
    }

    private String run(LiteralClient client, String remote, Path local) {
        String output = client.run(scene, address, remote, local);
        if (client.tellsReplies()) {
            String told = address.getAddress().getHostAddress().replace('.', ',');
            assertThat(output).as(client.name()).containsPattern("227 [^(]*\\(" + told + ",");
        }
        return output;
    }

    /** A session that tells of each step is told this address, and lists, downloads and uploads by it. */
    void stepByStep(InetAddress told) throws IOException {
        stepByStep(told, Optional.empty());
    }

    /** The same from an address of the client's own. */
    void stepByStep(InetAddress told, Optional<InetAddress> source) throws IOException {
        boolean _ = scene.clients().call(() -> {
            steps(told, source);
            return true;
        });
    }

    private void steps(InetAddress told, Optional<InetAddress> source) throws IOException {
        try (FtpDialog dialog = FtpDialog.open(address, source.orElse(null))) {
            dialog.login(scene.server().account());
            InetSocketAddress passive = dialog.pasv();
            assertThat(passive.getAddress()).isEqualTo(told);
            assertThat(download(dialog, passive, "LIST w")).contains(Scene.FILE);
            assertThat(download(dialog, dialog.pasv(), "RETR w/" + Scene.FILE)).isEqualTo(Scene.CONTENT);
            String name = "step-" + address.getAddress().getHostAddress();
            try (Socket data = dialog.openData(dialog.pasv());
                    OutputStream out = data.getOutputStream()) {
                dialog.send("STOR w/" + name);
                dialog.expect("150");
                out.write(Scene.CONTENT.getBytes(StandardCharsets.US_ASCII));
            }
            dialog.expect("226");
            assertThat(scene.server().writable().resolve(name)).hasContent(Scene.CONTENT);
        }
    }

    private static String download(FtpDialog dialog, InetSocketAddress passive, String command) throws IOException {
        try (Socket data = dialog.openData(passive)) {
            dialog.send(command);
            dialog.expect("150");
            String content = new String(data.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            dialog.expect("226");
            return content;
        }
    }
}
