package io.github.passage.lab.fabric.netns;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs the user's programs as a client of the running lab. */
public final class NetnsExec {
    private NetnsExec() {}

    /**
     * Runs a program on a client's host, with this process's terminal, and waits for it.
     *
     * @param client the client's name in the topology
     * @param command the program and its arguments, at least one word
     * @return the program's exit code
     * @throws IllegalArgumentException in one line, if no lab runs on network namespaces or it has no such client
     * @throws IllegalStateException in one line, if the program cannot be started
     */
    public static int run(String client, List<String> command) {
        List<String> clients = clients();
        if (clients.isEmpty()) {
            throw new IllegalArgumentException(
                    "client: \"" + client + "\" (expected: a running lab; start one with --fabric netns)");
        }
        if (!clients.contains(client)) {
            throw new IllegalArgumentException(
                    "client: \"" + client + "\" (expected: one of " + String.join(", ", clients) + ")");
        }
        // Ctrl-C is the program's: an interactive client breaks off a transfer by it. What a process ignores its
        // children ignore too,
        // unless env(1) sets it back.
        List<String> words = new ArrayList<>(
                List.of("netns", "exec", NamespacePlan.ofClient(client), "env", "--default-signal=INT"));
        words.addAll(command);
        try {
            Interrupts.ignore();
            Process program = new ProcessBuilder(Tool.find("ip", "iproute2").command(words))
                    .inheritIO()
                    .start();
            Thread atEnd = new Thread(program::destroy, "passage-exec-end");
            Runtime.getRuntime().addShutdownHook(atEnd);
            return program.waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(String.join(" ", command) + ": interrupted", e);
        }
    }

    /** The clients of the lab that runs on this machine, sorted; none if none runs on network namespaces. */
    public static List<String> clients() {
        if (!new LabPidFile(LabPidFile.PLACE).isHeld()) {
            return List.of();
        }
        return Namespaces.existing().stream()
                .filter(NamespacePlan::isClient)
                .map(name -> name.substring(NamespacePlan.PREFIX.length()))
                .toList();
    }
}
