package io.github.passage.it.bench.origin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The origin's process, as the bench sees it. */
public final class Origin implements AutoCloseable {
    private final Process process;

    private Origin(Process process) {
        this.process = process;
    }

    /**
     * Starts it and waits until it listens. It ends with this process at the latest.
     *
     * @param host of control and data ports
     * @param firstDataPort of {@code dataPorts}
     * @param announced its control ports
     */
    public static Origin start(Inet4Address host, int firstDataPort, int dataPorts, List<Announced> announced)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // The image names its runtime otherwise than java
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                OriginMain.class.getName(),
                host.getHostAddress(),
                String.valueOf(firstDataPort),
                String.valueOf(dataPorts)));
        announced.forEach(one -> command.add(one.text()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (!OriginMain.READY.equals(line)) {
            process.destroyForcibly();
            throw new IOException("origin: said " + line + " (expected: " + OriginMain.READY + ")");
        }
        return new Origin(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
