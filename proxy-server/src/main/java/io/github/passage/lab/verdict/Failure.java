package io.github.passage.lab.verdict;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Where and why a transfer failed.
 *
 * @param step the first step that did not work
 * @param address the address that it failed at, in the simulated world; empty where none is to blame
 * @param announcer who named that address, for example {@code transfer (227)}, {@code nlb.a (rewritten)} or {@code client}; empty
 *     without an address
 * @param cause why
 */
public record Failure(Step step, Optional<InetAddress> address, String announcer, Cause cause) {
    /** A failure that no address is to blame for. */
    public static Failure of(Step step, Cause cause) {
        return new Failure(step, Optional.empty(), "", cause);
    }

    /** One line: step, address and who named it, cause. */
    public String inWords() {
        String at = address.map(dialled -> " to " + dialled.getHostAddress() + " (named by " + announcer + ")")
                .orElse("");
        return step.label() + at + ": " + cause.words();
    }
}
