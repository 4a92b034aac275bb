package io.github.passage.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What signals do. Java knows of none but by {@code sun.misc.Signal} of the module {@code jdk.unsupported}, which is there to stay
 * (JEP 260), but warned of by the compiler in a way that cannot be turned off; so it is found by its name.
 */
final class Signals {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");

    private Signals() {}

    /**
     * Sets what a signal does from now on, in place of what it did. Takes milliseconds the first time.
     *
     * @param name without SIG, for example HUP
     * @param task run on a thread of its own for each signal
     */
    static void on(String name, Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object running = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        task.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), running);
        } catch (ReflectiveOperationException e) {
            // Another system, or a virtual machine that was told to leave signals alone (-Xrs).
            LOGGER.debug("SIG{} does what it always does: {}", name, String.valueOf(e.getCause()));
        }
    }
}
