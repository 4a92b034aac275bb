package io.github.passage.lab.scenario;

import io.github.passage.lab.client.ClientHost;
import io.github.passage.lab.client.ScriptedClient;
import io.github.passage.lab.live.LabView.HopView;
import io.github.passage.lab.live.LiveLab;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a script plays on: a running lab, its clients, and the audience that is told. Not thread-safe. */
public final class Stage {
    /** Longer than any answer on one machine takes, and short enough to wait for one that never comes. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final LiveLab lab;
    private final Function<String, ClientHost> hosts;
    private final Consumer<String> audience;
    private int failed;

    /**
     * A stage.
     *
     * @param lab running
     * @param hosts the host of each client, by its name
     * @param audience takes each line
     */
    public Stage(LiveLab lab, Function<String, ClientHost> hosts, Consumer<String> audience) {
        this.lab = lab;
        this.hosts = hosts;
        this.audience = audience;
    }

    /** The lab, to be looked at and changed. */
    LiveLab lab() {
        return lab;
    }

    /** Where the first client stands. */
    ClientHost host() {
        return host(lab.view().clients().getFirst().name());
    }

    /** Where a client stands. */
    ClientHost host(String client) {
        return hosts.apply(client);
    }

    /** The control listener of a hop. */
    InetSocketAddress control(String hop) {
        HopView view = hop(hop);
        return new InetSocketAddress(address(view), view.controlPort());
    }

    /** The real address of a hop. */
    Inet4Address address(String hop) {
        return address(hop(hop));
    }

    /** The name that clients of this topology dial. */
    String name() {
        return lab.view().names().keySet().iterator().next();
    }

    /** What DNS tells the first client of that name now. */
    List<Inet4Address> lookUp() throws IOException {
        return host().lookUp(name(), PATIENCE);
    }

    private HopView hop(String name) {
        return lab.view().hops().stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no hop " + name));
    }

    private static Inet4Address address(HopView view) {
        return (Inet4Address) InetAddress.ofLiteral(view.real());
    }

    /** A client that has logged in through a hop. */
    ScriptedClient login(String hop) throws IOException {
        return ScriptedClient.login(host(), control(hop), PATIENCE);
    }

    /** A client that has asked for the name anew and logged in at the first address of the answer. */
    ScriptedClient loginByName() throws IOException {
        int port = lab.view().hops().getFirst().controlPort();
        return ScriptedClient.login(host(), new InetSocketAddress(lookUp().getFirst(), port), PATIENCE);
    }

    /** Tells a step. */
    void say(String step) {
        audience.accept("  " + step);
    }

    /** Tells what was expected and whether it is so. */
    void expect(String what, boolean isSo) {
        audience.accept((isSo ? "  [as expected]     " : "  [NOT AS EXPECTED] ") + what);
        if (!isSo) {
            failed++;
        }
    }

    /** Waits until something is so, and tells whether it came to that. */
    boolean await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                expect(what, false);
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    /** Lets time pass in which nothing happens. */
    void let(Duration pass) {
        long deadline = System.nanoTime() + pass.toNanos();
        await("time passes", () -> System.nanoTime() >= deadline);
    }

    /** Whether everything was as expected. */
    public boolean reproduced() {
        return failed == 0;
    }
}
