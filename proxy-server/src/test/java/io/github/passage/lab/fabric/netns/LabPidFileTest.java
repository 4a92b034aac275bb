package io.github.passage.lab.fabric.netns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabPidFileTest {
    private static final int STARTS = 4;

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("lab.pid");
    }

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    /** A process of its own that claims the file, says how that went, and keeps it until its input ends. */
    static final class Claimant {
        private Claimant() {}

        public static void main(String[] args) throws IOException {
            LabPidFile claim = new LabPidFile(Path.of(args[0]));
            try {
                claim.claim();
                System.out.println("claimed");
                System.in.read();
                claim.release();
            } catch (IllegalStateException refused) {
                System.out.println(refused.getMessage());
            }
        }
    }

    private Process start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Claimant.class.getName(),
                        file().toString())
                .start();
        started.add(process);
        return process;
    }

    private static String said(Process process) throws IOException {
        return process.inputReader(StandardCharsets.UTF_8).readLine();
    }

    @Test
    void whatALabThatEndedLeavesBehindIsTakenOver() throws IOException {
        Files.writeString(file(), "1\n");
        LabPidFile claim = new LabPidFile(file());

        claim.claim();
        claim.release();

        assertThat(file()).doesNotExist();
    }

    @Test
    void ofManyThatStartOverALeftoverFileOneWins() throws IOException {
        Files.writeString(file(), "1\n");
        List<Process> all = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            all.add(start());
        }
        List<String> said = new ArrayList<>();
        for (Process process : all) {
            said.add(said(process));
        }

        assertThat(said).containsOnlyOnce("claimed");
        assertThat(said.stream().filter(line -> !line.equals("claimed")))
                .hasSize(STARTS - 1)
                .allMatch(line -> line.startsWith("another lab runs on network namespaces"));
    }

    @Test
    void aClaimIsRefusedWithItsHolderAndEndsWithIt() throws Exception {
        Process holder = start();
        assertThat(said(holder)).isEqualTo("claimed");
        LabPidFile second = new LabPidFile(file());

        assertThatIllegalStateException()
                .isThrownBy(second::claim)
                .withMessage("another lab runs on network namespaces, process " + holder.pid()
                        + " (expected: none; end it with \"kill " + holder.pid() + "\", or take --fabric loopback)");

        holder.destroyForcibly().waitFor();
        second.claim();
        second.release();
        assertThat(file()).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsToldInOneLine() {
        Path nowhere = directory.resolve("none").resolve("lab.pid");

        assertThatIllegalStateException()
                .isThrownBy(() -> new LabPidFile(nowhere).claim())
                .withMessageContaining(nowhere + ": cannot be written");
    }
}
