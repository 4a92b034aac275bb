package io.github.passage.lab.fabric.netns;

import io.github.passage.transport.SocketPlace;
import java.util.function.Supplier;

/**
 * A network namespace by name (ip-netns(8)). The calling thread goes in, opens and comes back; a platform thread that others do not
 * share for that time is therefore needed.
 */
public final class NamespacePlace implements SocketPlace, AutoCloseable {
    private final String name;
    private final int descriptor;

    private NamespacePlace(String name, int descriptor) {
        this.name = name;
        this.descriptor = descriptor;
    }

    /**
     * A namespace that exists.
     *
     * @param name as {@code ip netns list} prints it
     * @throws IllegalStateException if there is none of that name
     */
    public static NamespacePlace of(String name) {
        return new NamespacePlace(
                name, ThreadNamespace.open(Namespaces.FILES.resolve(name).toString()));
    }

    /**
     * Opens a socket in this namespace.
     *
     * @throws IllegalStateException on a virtual thread, whose carrier would take other threads along, or without root
     */
    @Override
    public <T> T open(Supplier<T> opening) {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException(
                    "namespace " + name + ": entered by a virtual thread (expected: a platform thread)");
        }
        int own = ThreadNamespace.own();
        try {
            ThreadNamespace.enter(descriptor);
            try {
                return opening.get();
            } finally {
                ThreadNamespace.enter(own);
            }
        } finally {
            ThreadNamespace.close(own);
        }
    }

    /** Does something in this namespace: threads that it starts stay here for life. */
    public void run(Runnable action) {
        var _ = open(() -> {
            action.run();
            return true;
        });
    }

    @Override
    public boolean takesForeignAddresses() {
        return true;
    }

    /** Forgets the namespace; it lives on as long as it has a name, a socket or a thread. Nothing can be opened afterwards. */
    @Override
    public void close() {
        ThreadNamespace.close(descriptor);
    }

    @Override
    public String toString() {
        return name;
    }
}
