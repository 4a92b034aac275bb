package io.github.passage.it.observe;

import io.github.passage.it.server.Account;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Real clients that go on and on, and clients that err now and then. */
final class Load implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration BUSY = Duration.ofMillis(100);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(2);

    private final ItLogs logs;
    private final List<Repeated> running = new ArrayList<>();

    private Load(ItLogs logs) {
        this.logs = logs;
    }

    /** Lets clients loose on the hops of a scene. */
    static Load on(Scene scene, ItLogs logs) {
        Load load = new Load(logs);
        load.clients(scene.hop(Scene.EDGE), scene.account(), Scene.FILE, Scene.SMALL, Scene.UPLOAD);
        Misuse edge = scene.misuse(Scene.EDGE);
        var elsewhere = scene.address();
        load.often(NOW_AND_THEN, edge::neverCome);
        load.often(NOW_AND_THEN, () -> edge.comeFromElsewhere(elsewhere));
        load.often(NOW_AND_THEN, () -> edge.stray(8199));
        load.often(NOW_AND_THEN, edge::askForActiveMode);
        Misuse rude = scene.misuse(Scene.EDGE);
        load.often(NOW_AND_THEN, () -> rude.breakOff(Scene.FILE));
        Misuse closed = scene.misuse(Scene.CLOSED);
        load.often(NOW_AND_THEN, closed::findNobody);
        Held waiting = new Held();
        load.often(NOW_AND_THEN, () -> {
            waiting.close();
            waiting.add(edge.waitOnPort());
        });
        Misuse greedy = scene.misuse(Scene.NARROW);
        load.often(NOW_AND_THEN, () -> {
            try (Held ports = new Held()) {
                for (int i = 0; i <= Scene.PORTS; i++) {
                    ports.add(greedy.waitOnPort());
                }
            }
        });
        Misuse dead = scene.misuse(Scene.DEAD);
        load.often(NOW_AND_THEN, dead::findNobody);
        Misuse far = scene.misuse(Scene.FAR);
        load.often(NOW_AND_THEN, () -> far.askInVain(Scene.FILE));
        Misuse keep = scene.misuse(Scene.KEEP);
        load.often(NOW_AND_THEN, keep::askForPort);
        return load;
    }

    /**
     * Lets real clients loose on one hop: curl and lftp, with EPSV and with PASV.
     *
     * @param large a file to read
     * @param small another
     * @param upload a file to write
     */
    void clients(InetSocketAddress hop, Account account, String large, String small, String upload) {
        String url =
                "ftp://%s:%s@%s/".formatted(account.user(), account.password().replace("@", "%40"), Scene.text(hop));
        Client epsv = new Client(Tool.CURL, logs.file("curl-epsv-" + Scene.text(hop)));
        often(BUSY, () -> epsv.run("", curl(url + large)));
        Client pasv = new Client(Tool.CURL, logs.file("curl-pasv-" + Scene.text(hop)));
        often(BUSY, () -> pasv.run("", curl("--disable-epsv", url + small)));
        Client store = new Client(Tool.CURL, logs.file("curl-store-" + Scene.text(hop)));
        often(BUSY, () -> store.run("upload ".repeat(300_000), curl("--upload-file", "-", url + upload)));
        Client lftp = new Client(Tool.LFTP, logs.file("lftp-" + Scene.text(hop)));
        String script = """
                set net:max-retries 1
                set net:timeout 10
                set cmd:fail-exit yes
                set ftp:ssl-allow no
                set ftp:prefer-epsv no
                set xfer:clobber yes
                open -p %d -u %s,%s %s
                cls
                get %s -o /dev/null
                """.formatted(
                        hop.getPort(),
                        account.user(),
                        account.password(),
                        hop.getAddress().getHostAddress(),
                        small);
        often(BUSY, () -> lftp.run(script, "--norc"));
    }

    void often(Duration pause, Repeated.Step step) {
        running.add(Repeated.every(pause, step));
    }

    private static String[] curl(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                "--disable",
                                "--silent",
                                "--show-error",
                                "--output",
                                "/dev/null",
                                "--limit-rate",
                                "20M"),
                        Stream.of(arguments))
                .toArray(String[]::new);
    }

    /** A program that is run again and again, and says the last time's words in its log. */
    private record Client(Tool tool, Path log) {
        void run(String input, String... arguments) {
            List<String> command = Stream.concat(Stream.of(Tools.require(tool).toString()), Stream.of(arguments))
                    .toList();
            ChildProcess.run(command, input, log, LIMIT);
        }
    }

    @Override
    public void close() {
        running.forEach(Repeated::close);
    }
}
