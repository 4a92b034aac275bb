package io.github.passage.lab.topology;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a hop stands for. */
public enum HopRole {
    /** A VPC endpoint's network interface in the consumer's VPC. */
    VPC_ENDPOINT("vpce", "VPC endpoint"),
    /** A network load balancer's node in one availability zone. */
    NLB_NODE("nlb", "NLB node"),
    /** A Kubernetes node with a node port. */
    NODE_PORT("node", "node port"),
    /** A router that forwards ports. */
    ROUTER("router", "router"),
    /** The address of a Transfer Family server. */
    TRANSFER_ENDPOINT("transfer", "Transfer endpoint"),
    /** The address of another FTP server. */
    FTP_SERVER("ftp", "FTP server");

    private final String key;
    private final String title;

    HopRole(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** The name in flags and traces. */
    public String key() {
        return key;
    }

    /** The name in sentences. */
    public String title() {
        return title;
    }

    /** The role of that key. */
    public static Optional<HopRole> of(String key) {
        return Arrays.stream(values()).filter(role -> role.key.equals(key)).findFirst();
    }

    /** All keys, for messages. */
    public static String keys() {
        return Arrays.stream(values()).map(HopRole::key).collect(Collectors.joining(", "));
    }
}
