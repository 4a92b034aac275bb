package io.github.passage.lab.client.replay;

import io.github.passage.lab.client.ClientRun;
import io.github.passage.lab.client.ClientRun.Dialled;
import io.github.passage.lab.client.Outcome;
import io.github.passage.lab.client.Outcome.Cause;
import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Step;
import io.github.passage.lab.client.Outcome.Success;
import io.github.passage.lab.client.Outcome.Way;
import io.github.passage.lab.profile.Method;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cell of the measurements, which tells what a client did in a case.
 *
 * @param code as it was written
 * @param first the row's first command on IPv4
 * @param theCase its column
 */
record Cell(String code, Method first, Case theCase) {

    /** What a run did otherwise; empty if it did the same. */
    Optional<String> differenceFrom(ClientRun run) {
        if (!isSameOutcome(run.outcome())) {
            return Optional.of(run.outcome().toString());
        }
        Optional<Method> began = expectedFirst();
        if (began.isPresent() && !began.equals(run.firstMethod())) {
            return Optional.of("began with " + run.firstMethod());
        }
        List<InetAddress> dialled = run.dialled().stream()
                .map(Dialled::address)
                .map(address -> address.getAddress())
                .distinct()
                .toList();
        return isEndless() || expectedDials().contains(dialled)
                ? Optional.empty()
                : Optional.of("dialled " + dialled + " (expected: " + expectedDials() + ")");
    }

    private boolean isSameOutcome(Outcome outcome) {
        return switch (outcome) {
            case Success(Way way, var _) -> !isFailure() && way == expectedWay();
            case Failure failure -> isFailure() && (isEndless() || isSameFailure(failure));
        };
    }

    private boolean isSameFailure(Failure failure) {
        return switch (code.charAt(1)) {
            // A connection that the client itself closed as a stranger's counts as refused there.
            case 'R' -> failure.cause() == Cause.REFUSED || failure.cause() == Cause.NOT_THE_PEER;
            case 'T' -> failure.cause() == Cause.TIMED_OUT && failure.step() == Step.DATA_CONNECT;
            case 'A' -> failure.step() == Step.ACTIVE_COMMAND;
            case '!' -> failure.step() == Step.PASSIVE_COMMAND || failure.step() == Step.PASSIVE_REPLY;
            case '–' -> failure.cause() == Cause.NO_IPV6;
            default -> throw new IllegalArgumentException(code);
        };
    }

    private Way expectedWay() {
        String last = code.contains(">") ? code.substring(code.indexOf('>') + 1) : code;
        return switch (last.charAt(0)) {
            case 'E' -> Way.EPSV;
            case 'P' -> Way.PASV_ANNOUNCED;
            case 'c' -> Way.PASV_CONTROL;
            case 'A' -> Way.ACTIVE;
            default -> throw new IllegalArgumentException(code);
        };
    }

    /** The first command; empty if the cell does not tell. */
    private Optional<Method> expectedFirst() {
        return switch (code.charAt(0)) {
            case 'E' -> Optional.of(Method.EPSV);
            case 'P', 'c' -> Optional.of(Method.PASV);
            case 'A' -> Optional.of(Method.ACTIVE);
            default -> theCase.isIpv6() ? Optional.empty() : Optional.of(first);
        };
    }

    /** The addresses that may have been dialled, without repetitions. */
    private Set<List<InetAddress>> expectedDials() {
        InetAddress control = InetAddress.ofLiteral(theCase.control());
        if (!isFailure()) {
            return switch (code.charAt(0)) {
                case 'A' -> Set.of(List.of());
                case 'E' -> code.contains(">P") ? viaPasv(control) : Set.of(List.of(control));
                case 'P' ->
                    code.startsWith("P>c") ? Set.of(List.of(announced(), control)) : Set.of(List.of(announced()));
                default -> Set.of(List.of(control));
            };
        }
        return switch (code.charAt(1)) {
            case '!', 'A', '–' -> Set.of(List.of());
            // Whoever fails where the announced address answers has dialled another, or hung up.
            default ->
                theCase.epsv() == Case.Epsv.PORT_REFUSES || theCase.epsv() == Case.Epsv.PORT_DROPS
                        ? Set.of(List.of(control))
                        : theCase == Case.G500
                                ? Set.of(List.of(control), List.of(announced()))
                                : Set.of(List.of(announced()));
        };
    }

    private Set<List<InetAddress>> viaPasv(InetAddress control) {
        boolean dialledBefore = theCase.epsv() == Case.Epsv.PORT_REFUSES || theCase.epsv() == Case.Epsv.PORT_DROPS;
        return Set.of(dialledBefore ? List.of(control) : List.of(announced()));
    }

    private InetAddress announced() {
        String simulated = theCase.announced().simulated();
        return InetAddress.ofLiteral(
                !simulated.isEmpty() ? simulated : theCase.isIpv6() ? "203.0.113.10" : theCase.control());
    }

    private boolean isFailure() {
        return code.startsWith("✗");
    }

    /** Whether the client was still trying when it was stopped, so that any failure is the same. */
    private boolean isEndless() {
        return isFailure() && code.contains(">");
    }
}
