package io.github.passage.lab.transfer;

import io.github.passage.address.PortRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * How the stand-in is set up.
 *
 * @param control where it listens for control connections; port 0 takes any free port
 * @param dataAddress where it listens for data connections
 * @param endpointAddresses the addresses that {@code AUTO} may announce, at least one
 * @param passivePorts its data ports
 * @param passiveIp what it announces in a 227
 * @param user the only user
 * @param password that user's password
 * @param home that user's home directory, which must exist and is both readable and writable for the client
 * @param idleTimeout how long a control connection may stay silent, whole seconds, at least 1
 * @param dataIdleTimeout how long it waits for a data connection, and for bytes on it, whole seconds, at least 1
 * @param dataPeerCheck whether a data connection must come from the address of the control connection, else 425
 * @param conduct what AWS does not say
 */
public record TransferServerSettings(
        InetSocketAddress control,
        InetAddress dataAddress,
        List<Inet4Address> endpointAddresses,
        PortRange passivePorts,
        PassiveIp passiveIp,
        String user,
        String password,
        Path home,
        Duration idleTimeout,
        Duration dataIdleTimeout,
        boolean dataPeerCheck,
        Conduct conduct) {

    /** The nine data ports of AWS Transfer Family. */
    public static final PortRange DATA_PORTS = new PortRange(8192, 8200);

    /** The user that the server knows unless told otherwise. */
    public static final String DEFAULT_USER = "demo";

    /** The password of {@link #DEFAULT_USER}. */
    public static final String DEFAULT_PASSWORD = "demo-passage";

    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(7);

    public TransferServerSettings {
        Objects.requireNonNull(dataAddress, "dataAddress");
        Objects.requireNonNull(passivePorts, "passivePorts");
        Objects.requireNonNull(passiveIp, "passiveIp");
        checkResolved(control);
        endpointAddresses = List.copyOf(endpointAddresses);
        if (endpointAddresses.isEmpty()) {
            throw refused("endpoint-addresses", "none", "at least one IPv4 address");
        }
        if (user.isBlank()) {
            throw refused("user", "\"" + user + "\"", "a name that is not blank");
        }
        if (password.isEmpty()) {
            throw refused("password", "empty", "at least one character");
        }
        checkTimeout("idle-timeout", idleTimeout);
        checkTimeout("data-idle-timeout", dataIdleTimeout);
    }

    /**
     * The settings of a Transfer Family server as it comes: ports 8192-8200, {@code AUTO}, 1800 seconds of idle time,
     * 300 seconds for data connections, any data peer.
     *
     * @param control where it listens; its data ports are on the same address
     * @param endpoint the address that {@code AUTO} announces
     * @param home the home directory
     */
    public static TransferServerSettings of(InetSocketAddress control, Inet4Address endpoint, Path home) {
        checkResolved(control);
        return new TransferServerSettings(
                control,
                control.getAddress(),
                List.of(endpoint),
                DATA_PORTS,
                new PassiveIp.Auto(),
                DEFAULT_USER,
                DEFAULT_PASSWORD,
                home,
                Duration.ofMinutes(30),
                Duration.ofMinutes(5),
                false,
                Conduct.PLAIN);
    }

    /** These settings with another 227 address. */
    public TransferServerSettings withPassiveIp(PassiveIp other) {
        return new TransferServerSettings(
                control,
                dataAddress,
                endpointAddresses,
                passivePorts,
                other,
                user,
                password,
                home,
                idleTimeout,
                dataIdleTimeout,
                dataPeerCheck,
                conduct);
    }

    /** These settings with another range of data ports. */
    public TransferServerSettings withPassivePorts(PortRange other) {
        return new TransferServerSettings(
                control,
                dataAddress,
                endpointAddresses,
                other,
                passiveIp,
                user,
                password,
                home,
                idleTimeout,
                dataIdleTimeout,
                dataPeerCheck,
                conduct);
    }

    /** These settings with the check of the data connection's source address on or off. */
    public TransferServerSettings withDataPeerCheck(boolean other) {
        return new TransferServerSettings(
                control,
                dataAddress,
                endpointAddresses,
                passivePorts,
                passiveIp,
                user,
                password,
                home,
                idleTimeout,
                dataIdleTimeout,
                other,
                conduct);
    }

    /** These settings with another conduct. */
    public TransferServerSettings withConduct(Conduct other) {
        return new TransferServerSettings(
                control,
                dataAddress,
                endpointAddresses,
                passivePorts,
                passiveIp,
                user,
                password,
                home,
                idleTimeout,
                dataIdleTimeout,
                dataPeerCheck,
                other);
    }

    /** These settings with another idle timeout; part of a second counts as a whole one. */
    public TransferServerSettings withIdleTimeout(Duration other) {
        return new TransferServerSettings(
                control,
                dataAddress,
                endpointAddresses,
                passivePorts,
                passiveIp,
                user,
                password,
                home,
                Duration.ofSeconds(Math.max(1, other.plusMillis(999).toSeconds())),
                dataIdleTimeout,
                dataPeerCheck,
                conduct);
    }

    /** These settings with other endpoint addresses. */
    public TransferServerSettings withEndpoints(List<Inet4Address> others) {
        return new TransferServerSettings(
                control,
                dataAddress,
                others,
                passivePorts,
                passiveIp,
                user,
                password,
                home,
                idleTimeout,
                dataIdleTimeout,
                dataPeerCheck,
                conduct);
    }

    /** Where it listens for control connections. */
    List<InetSocketAddress> controls() {
        return conduct.isHidden() ? conduct.hiddenControls() : List.of(control);
    }

    /** The endpoint address that a control connection came to, by the address that it reached here. */
    Inet4Address endpointOf(InetAddress reached) {
        for (int i = 0; i < conduct.hiddenControls().size(); i++) {
            if (conduct.hiddenControls().get(i).getAddress().equals(reached)) {
                return endpointAddresses.get(i);
            }
        }
        return reached instanceof Inet4Address own && endpointAddresses.contains(own)
                ? own
                : endpointAddresses.getFirst();
    }

    private static void checkResolved(InetSocketAddress control) {
        if (control.isUnresolved()) {
            throw refused("control", control, "a resolved address and port");
        }
    }

    private static void checkTimeout(String key, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0
                || value.compareTo(LONGEST_TIMEOUT) > 0
                || !value.equals(value.truncatedTo(ChronoUnit.SECONDS))) {
            throw refused(key, value, "whole seconds from 1 second to 7 days");
        }
    }

    private static IllegalArgumentException refused(String key, Object value, String expected) {
        return new IllegalArgumentException(key + ": " + value + " (expected: " + expected + ")");
    }
}
