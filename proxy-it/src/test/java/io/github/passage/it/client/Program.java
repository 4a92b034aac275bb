package io.github.passage.it.client;

import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs a client program for the time of one session. */
record Program(Tool tool, String name) {
    ClientResult run(Login login, List<String> arguments, String input) {
        try (ChildProcess child = start(login, arguments, input)) {
            int exitCode = child.waitFor(login.limit());
            return new ClientResult(exitCode, child.output());
        }
    }

    ChildProcess start(Login login, List<String> arguments, String input) {
        Path program = Tools.require(tool);
        List<String> command =
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
        return ChildProcess.start(command, input, login.logs().file(login.label()));
    }
}
