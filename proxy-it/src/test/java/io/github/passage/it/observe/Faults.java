package io.github.passage.it.observe;

import io.github.passage.it.tool.ItLogs;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A proxy with a hop for each fault of sessions, further ones for faults of a whole process, and the faults. */
final class Faults implements AutoCloseable {
    private static final Duration OFTEN = Duration.ofMillis(300);
    private static final int DESCRIPTORS = 256;
    private static final int MOST_STALLED = 200;
    private static final double NEARLY_FULL = 0.9;

    private final ItLogs logs;
    private final Scene scene;
    private final Instance hops;
    private final Instance fewDescriptors;
    private final Instance halting;
    private final Instance littleMemory;
    private final Held late = new Held();
    private Instance mortal;

    /** Makes something go wrong, until what it returns is closed. */
    @FunctionalInterface
    interface Fault {
        Closeable begin() throws Exception;
    }

    private Faults(ItLogs logs) {
        this.logs = logs;
        this.scene = Scene.open(logs);
        hops = Instance.start(
                logs, scene.admin(), "proxy", "--config", scene.configuration().toString());
        String limited = "ulimit -n " + DESCRIPTORS + " && exec \"$0\" \"$@\"";
        fewDescriptors = Instance.start(
                logs,
                List.of(),
                List.of("/bin/sh", "-c", limited),
                scene.admin(),
                scene.flags("few-descriptors", scene.brokenTarget()));
        halting = Instance.start(logs, scene.admin(), scene.flags("halting", scene.target()));
        littleMemory = Instance.start(
                logs,
                List.of("-XX:MaxDirectMemorySize=16m", "-Dpassage.splice=false"),
                List.of(),
                scene.admin(),
                scene.flags("little-memory", scene.target()));
        mortal = Instance.start(logs, scene.admin(), scene.flags("mortal", scene.target()));
    }

    static Faults open(ItLogs logs) {
        return new Faults(logs);
    }

    Scene scene() {
        return scene;
    }

    /** What Prometheus is to scrape. */
    List<String> instances() {
        return Stream.of(hops, fewDescriptors, halting, littleMemory, mortal)
                .map(Instance::admin)
                .toList();
    }

    /** The fault that makes each alert fire; some share one. */
    Map<String, Fault> byAlert() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("PassageDown", this::die);
        faults.put("PassageAcceptPaused", this::useUpDescriptors);
        faults.put("PassageEventLoopLag", this::halt);
        faults.put("PassageDirectMemoryNearLimit", this::fillMemory);
        faults.put("PassageConfigurationRefused", this::misspell);
        faults.put("PassageDrainStuck", this::drainForLong);
        faults.put("PassageNoHealthyTarget", () -> () -> {});
        faults.put("PassageTargetConnectFailing", this::serveNobody);
        faults.put("PassageDataConnectionsNotArriving", () -> often(scene.misuse(Scene.EDGE)::neverCome));
        InetAddress elsewhere = scene.address();
        Misuse stranger = scene.misuse(Scene.EDGE);
        faults.put("PassageDataConnectionsForeignSource", () -> often(() -> stranger.comeFromElsewhere(elsewhere)));
        Misuse far = scene.misuse(Scene.FAR);
        faults.put("PassageDataConnectionsFailingAtServers", () -> often(() -> far.askInVain(Scene.FILE)));
        Misuse rude = scene.misuse(Scene.EDGE);
        faults.put("PassageDataConnectionsBrokenByClients", () -> often(() -> rude.breakOff(Scene.FILE)));
        faults.put("PassageDataPortsNearlyExhausted", this::takeAllPorts);
        faults.put("PassageDataPortsExhausted", () -> () -> {});
        faults.put("PassagePassiveRepliesRefused", () -> often(scene.misuse(Scene.KEEP)::askForPort));
        return faults;
    }

    private static Closeable often(Repeated.Step step) {
        return Repeated.every(OFTEN, step);
    }

    private Closeable die() {
        mortal.program().kill();
        return () -> mortal = Instance.start(logs, mortal.admin(), scene.flags("mortal", scene.target()));
    }

    private Closeable useUpDescriptors() throws IOException {
        Held held = new Held();
        for (int i = 0; i < DESCRIPTORS; i++) {
            Socket client = new Socket();
            held.add(client);
            client.connect(scene.hop("few-descriptors"), 1000);
        }
        return held;
    }

    private Closeable halt() {
        long pid = halting.program().pid();
        String pause = "kill -STOP %1$d; sleep 0.4; kill -CONT %1$d".formatted(pid);
        return Repeated.every(
                OFTEN, () -> new ProcessBuilder("/bin/sh", "-c", pause).start().waitFor());
    }

    private Closeable fillMemory() throws Exception {
        Held held = new Held();
        Misuse slow = scene.misuse("little-memory");
        for (int i = 0; i < MOST_STALLED && shareOfMemory() < NEARLY_FULL; i++) {
            held.add(slow.stall(Scene.FILE));
        }
        return held;
    }

    private double shareOfMemory() throws IOException, InterruptedException {
        String served = littleMemory.get("/metrics").body();
        return value(served, "passage_direct_memory_bytes") / value(served, "passage_direct_memory_limit_bytes");
    }

    private static double value(String served, String name) {
        return served.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private Closeable misspell() throws IOException {
        Path file = scene.configuration();
        String good = Files.readString(file);
        Files.writeString(file, good + "passage.hopz {}\n");
        return () -> Files.writeString(file, good);
    }

    private Closeable drainForLong() throws Exception {
        Closeable transfer = scene.misuse(Scene.DRAINED).stall(Scene.FILE);
        hops.post("/api/v1/drain", "{\"hop\": \"%s\"}".formatted(Scene.DRAINED));
        return transfer;
    }

    private Closeable serveNobody() {
        Repeated clients = Repeated.every(OFTEN, scene.misuse(Scene.DEAD)::findNobody);
        return () -> {
            clients.close();
            late.add(BrokenServer.start(scene.nobody()));
        };
    }

    private Closeable takeAllPorts() throws IOException {
        Held held = new Held();
        Misuse greedy = scene.misuse(Scene.NARROW);
        for (int i = 0; i <= Scene.PORTS; i++) {
            held.add(greedy.waitOnPort());
        }
        return held;
    }

    @Override
    public void close() {
        late.close();
        Stream.of(hops, fewDescriptors, halting, littleMemory, mortal).forEach(Instance::close);
        scene.close();
    }
}
