package io.github.passage.lab.topology;

import java.net.Inet4Address;
import java.util.Optional;

/**
 * An address translator between a private network and a public block: clients inside are seen at its outside address; with port
 * forwarding, what comes to the outside address's control and data ports goes to a server inside, which sees the router's address.
 *
 * @param name in files and flags
 * @param inside the private network's name
 * @param outside the public block's name
 * @param address its address in the public block
 * @param forwarding where it listens for forwarded ports, empty if it forwards none
 * @param forwardsTo the server endpoint or server that it forwards to, present if forwarding is
 */
public record Router(
        String name,
        String inside,
        String outside,
        Inet4Address address,
        Optional<NetworkInterface> forwarding,
        Optional<String> forwardsTo) {}
