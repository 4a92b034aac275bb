package io.github.passage.doctor;

import io.github.passage.address.HostPort;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One attempt to connect.
 *
 * @param address what was dialled
 * @param outcome what came of it
 * @param took how long that took
 */
public record Dial(InetSocketAddress address, Outcome outcome, Duration took) {
    /** What came of an attempt to connect. */
    public enum Outcome {
        /** Connected, and still connected a moment later. */
        OPEN("open"),
        /** The host refused it: nothing listens there, or a firewall rejects. */
        REFUSED("refused"),
        /** No answer: no way there, or a firewall drops. */
        TIMED_OUT("no answer"),
        /** The network said that there is no way there. */
        UNREACHABLE("unreachable"),
        /** Connected, and cut off at once: something between accepts what it cannot pass on. */
        RESET("reset");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** For reports. */
        String words() {
            return words;
        }
    }

    /** Whether it connected. */
    public boolean open() {
        return outcome == Outcome.OPEN;
    }

    /** The address without a name, IPv6 in brackets. */
    String shownAddress() {
        return shown(address);
    }

    static String shown(InetSocketAddress address) {
        return HostPort.of(address).toString();
    }

    /** Outcome and time, in words. */
    String inWords() {
        return outcome.words() + " after " + took.toMillis() + " ms";
    }
}
