package io.github.passage.lab.predict;

import io.github.passage.lab.profile.Method;
import io.github.passage.lab.verdict.Failure;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a transfer.
 *
 * @param methods the ways to agree on a data connection that the client asks for, each once, in order
 * @param dialled the addresses that it dials, each once, in order
 * @param result how it ends
 * @param failure why it fails; empty if it works
 */
public record Outcome(List<Method> methods, List<InetAddress> dialled, Result result, Optional<Failure> failure) {
    /** Copies the lists. */
    public Outcome {
        methods = methods.stream().distinct().toList();
        dialled = dialled.stream().distinct().toList();
    }

    /** This attempt and another one after it. */
    Outcome then(Outcome next) {
        return new Outcome(
                Stream.concat(methods.stream(), next.methods.stream()).toList(),
                Stream.concat(dialled.stream(), next.dialled.stream()).toList(),
                next.result,
                next.failure);
    }

    /** Whether the client gets what it asks for. */
    public boolean works() {
        return result == Result.WORKS;
    }

    /** How a transfer ends, as far as its client can tell. */
    public enum Result {
        /** It works. */
        WORKS("works"),
        /** The last data connection was refused, or reset before the first byte. */
        REFUSED("refused"),
        /** The last data connection got no answer. */
        SILENT("no answer"),
        /** The data connection stood, and broke. */
        CUT("cut"),
        /** The client gave up without dialling. */
        GAVE_UP("gave up"),
        /** The client went on to active mode, which is refused. */
        ACTIVE("active mode"),
        /** It did not come as far as a passive command. */
        NO_SESSION("no session");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        /** The name in reports. */
        public String label() {
            return label;
        }
    }
}
