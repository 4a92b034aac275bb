package io.github.passage.lab.topology;

import java.net.Inet4Address;
import java.util.Optional;

/**
 * A host that FTP client programs run on.
 *
 * @param name in files and flags
 * @param network where it is
 * @param zone its availability zone, empty outside zones
 * @param address its address in the simulated world
 * @param behind the router whose outside address others see in place of its own, if there is one
 */
public record Client(String name, String network, String zone, Inet4Address address, Optional<String> behind) {}
