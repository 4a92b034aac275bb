package io.github.passage.lab.topology;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a simulated hop stands for. */
public enum HopRole {
    /** A VPC endpoint's network interface in the consumer's VPC. */
    VPC_ENDPOINT("vpce", "VPC endpoint"),
    /** A network load balancer's node in one availability zone. */
    NLB_NODE("nlb", "NLB node"),
    /** The address of a Transfer Family server in the provider's VPC. */
    TRANSFER_ENDPOINT("transfer", "Transfer endpoint");

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
