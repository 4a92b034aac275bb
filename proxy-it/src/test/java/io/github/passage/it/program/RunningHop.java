package io.github.passage.it.program;

import io.github.passage.it.tool.ItLogs;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.stream.Stream;

/**
 * A running {@code passage proxy} with one hop.
 *
 * @param program the process
 * @param address where clients connect
 */
public record RunningHop(PassageProcess program, InetSocketAddress address) implements AutoCloseable {
    /** Starts the program with these arguments and waits until it says where it listens. */
    public static RunningHop start(ItLogs logs, String... arguments) {
        return start(logs, List.of(), arguments);
    }

    /** The same with further options of the virtual machine. */
    static RunningHop start(ItLogs logs, List<String> javaOptions, String... arguments) {
        return listening(PassageProcess.start(logs, javaOptions, PassageProcess.program(), List.of(arguments)));
    }

    /**
     * The same by another program, which must become it.
     *
     * @param starter makes that command of the program's own
     */
    public static RunningHop startBy(UnaryOperator<List<String>> starter, ItLogs logs, String... arguments) {
        List<String> command = Stream.concat(Stream.of(PassageProcess.program().toString()), Stream.of(arguments))
                .toList();
        return listening(PassageProcess.start(logs, List.of(), starter.apply(command)));
    }

    private static RunningHop listening(PassageProcess program) {
        try {
            MatchResult listens = program.awaitError("hop \\S+ listens on ([0-9.]+):(\\d+)(?:\"|$)");
            InetAddress host = InetAddress.ofLiteral(listens.group(1));
            return new RunningHop(program, new InetSocketAddress(host, Integer.parseInt(listens.group(2))));
        } catch (AssertionError e) {
            program.close();
            throw e;
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
