package io.github.passage.it.balancer;

import io.github.passage.it.tool.Namespaces;
import io.github.passage.lab.fabric.netns.NamespacePlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where a program runs.
 *
 * @param namespace the network namespace; empty for the one that the tests run in
 * @param address the program's there
 */
record Place(Optional<String> namespace, InetAddress address) {
    /** An address of the network that the tests run in. */
    static Place here(InetAddress address) {
        return new Place(Optional.empty(), address);
    }

    /** What tests do with sockets of their own. */
    interface Action<T> {
        T run() throws IOException;
    }

    /** The command that runs another here. */
    List<String> command(List<String> command) {
        return namespace.map(name -> Namespaces.on(name, command)).orElse(command);
    }

    /** Does something here; threads that it starts stay here for life. */
    <T> T call(Action<T> action) throws IOException {
        if (namespace.isEmpty()) {
            return action.run();
        }
        try (NamespacePlace entered = NamespacePlace.of(namespace.get())) {
            return entered.open(() -> {
                try {
                    return action.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
