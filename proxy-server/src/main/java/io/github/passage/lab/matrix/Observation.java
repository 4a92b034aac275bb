package io.github.passage.lab.matrix;

import io.github.passage.lab.client.ClientRun;
import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Success;
import io.github.passage.lab.predict.Outcome;
import io.github.passage.lab.predict.Outcome.Result;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a client did, in the words of a forecast. */
final class Observation {
    private Observation() {}

    static Outcome of(ClientRun run) {
        List<InetAddress> dialled =
                run.dialled().stream().map(each -> each.address().getAddress()).toList();
        return new Outcome(run.methods(), dialled, result(run), Optional.empty());
    }

    private static Result result(ClientRun run) {
        return switch (run.outcome()) {
            case Success success -> Result.WORKS;
            case Failure failure ->
                switch (failure.step()) {
                    case CONNECT, LOGIN -> Result.NO_SESSION;
                    case PASSIVE_COMMAND, PASSIVE_REPLY -> Result.GAVE_UP;
                    case ACTIVE_COMMAND -> Result.ACTIVE;
                    case DATA_CONNECT ->
                        failure.cause() == io.github.passage.lab.client.Outcome.Cause.TIMED_OUT
                                ? Result.SILENT
                                : Result.REFUSED;
                    // A hop in user space accepts before its target refuses, so that no byte ever came.
                    case DATA_TRANSFER -> run.bytes() == 0 ? Result.REFUSED : Result.CUT;
                };
        };
    }

    /** Whether the server had no data port left, a matter of how many transfers run at a time. */
    static boolean metFullServer(ClientRun run) {
        return run.transcript().stream()
                .anyMatch(line -> line.kind() == ClientRun.Line.Kind.RECEIVED
                        && line.text().startsWith("425 Can't open passive connection"));
    }

    static List<String> transcript(ClientRun run) {
        return run.transcript().stream()
                .map(line -> String.format(
                        Locale.ROOT,
                        "%7.1f ms %s %s",
                        line.at().toNanos() / 1_000_000.0,
                        switch (line.kind()) {
                            case SENT -> ">";
                            case RECEIVED -> "<";
                            case NOTED -> "*";
                        },
                        line.text()))
                .toList();
    }
}
