package io.github.passage.lab.topology;

import io.github.passage.lab.transfer.Affinity;
import io.github.passage.lab.transfer.Auto;
import io.github.passage.lab.transfer.PortUse;
import java.time.Duration;

/**
 * What AWS does not say of Transfer Family, or says without detail: each is a switch.
 *
 * @param auto which endpoint address {@code AUTO} announces
 * @param dataPorts whether a data port serves one session at a time
 * @param affinity what a data connection must share with its control connection to meet it
 * @param connectionsPerSource control connections of one source address at most, 0 for no limit; 300 behind a load balancer or NAT
 *     (<a href="https://docs.aws.amazon.com/transfer/latest/userguide/infrastructure-security.html">Infrastructure security</a>)
 * @param takesClosed whether a transfer takes a connection that its peer has closed before, such as a health check's; else it waits
 *     for the next one, and an upload of no bytes with it
 * @param idle how long a control connection may stay silent before the server ends it; 1,800 s
 *     (<a href="https://docs.aws.amazon.com/transfer/latest/userguide/transfer-file.html">Transferring files</a>)
 * @param dataPeerCheck whether a data connection must come from the control connection's source, else 425
 * @param starting how long a start takes, a couple of minutes in the field
 * @param stopping how long a stop takes
 */
public record ServerRules(
        Auto auto,
        PortUse dataPorts,
        Affinity affinity,
        int connectionsPerSource,
        boolean takesClosed,
        Duration idle,
        boolean dataPeerCheck,
        Duration starting,
        Duration stopping) {}
