package io.github.passage.lab.fabric;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;

/** Whether this machine has the simulated addresses: Linux has all of 127.0.0.0/8, macOS only 127.0.0.1. */
public final class LoopbackAddresses {
    private LoopbackAddresses() {}

    /** Those of the addresses that nothing can be bound to here. */
    public static List<Inet4Address> missing(List<Inet4Address> addresses) {
        return addresses.stream().filter(address -> !canBind(address)).toList();
    }

    private static boolean canBind(Inet4Address address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * What a user of macOS types to get the addresses.
     *
     * @param missing the addresses
     * @return one shell line for each
     */
    public static List<String> aliasCommands(List<Inet4Address> missing) {
        return missing.stream()
                .map(address -> "sudo ifconfig lo0 alias " + address.getHostAddress() + " up")
                .toList();
    }
}
