package io.github.passage.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/**
 * What came of a command line.
 *
 * @param code the exit code
 * @param out what it printed
 * @param err what it complained about
 */
record Outcome(int code, String out, String err) {
    static Outcome of(String... args) {
        return of(Main.commandLine(args), args);
    }

    static Outcome of(CommandLine program, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = program.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Outcome(code, out.toString(), err.toString());
    }

    List<String> complaints() {
        return err.lines().toList();
    }
}
