package io.github.passage.cli;

import io.github.passage.lab.fabric.netns.NetnsExec;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code passage lab exec}. */
@Command(
        name = "exec",
        description = {"Runs a program on a simulated client host of a lab that runs with --fabric netns.", ""},
        footer = {"", "Example:", "  passage lab exec laptop -- curl ftp://demo:demo-passage@endpoint.passage.test/"},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class LabExecCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "CLIENT", description = "A client of the topology.")
    private String client;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "COMMAND",
            description = "The program and its arguments, after --.")
    private List<String> command;

    @Override
    public Integer call() {
        try {
            return NetnsExec.run(client, command);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }
}
