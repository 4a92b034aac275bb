package io.github.passage.config;

import io.github.passage.address.Cidr;
import io.github.passage.passive.ClientMatch;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.passive.PassiveAddressPolicy.ProxyDestination;
import io.github.passage.passive.PolicyRule;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the rules of a passive address policy, under {@code rules}, or under {@code by-client} those by client network only. */
final class PolicyRulesReader {
    private static final String ALL = "rules";
    private static final String BY_CLIENT = "by-client";
    private static final Pattern ENDPOINT_ID = Pattern.compile("vpce-[0-9A-Za-z-]{1,64}");
    private static final ValueKind<String> ENDPOINT =
            ValueKind.text("the id of a VPC endpoint, for example vpce-0123456789abcdef0", PolicyRulesReader::endpoint);

    private PolicyRulesReader() {}

    /** The rules in their order; empty if there is a mistake, which is noted. */
    static Optional<List<PolicyRule>> read(Section policy) {
        if (!policy.has(BY_CLIENT)) {
            return read(policy, ALL);
        }
        Optional<List<PolicyRule>> rules = read(policy, BY_CLIENT);
        if (policy.has(ALL)) {
            policy.problem(ALL, "beside by-client (expected: one list; rules can hold those by client as well)");
        }
        return rules;
    }

    private static Optional<List<PolicyRule>> read(Section policy, String key) {
        List<Section> written = policy.children(key);
        List<PolicyRule> rules = new ArrayList<>();
        for (Section each : written) {
            Optional<ClientMatch> match = key.equals(ALL)
                    ? match(each)
                    : each.required("clients", Values.NETWORK).map(ClientMatch::of);
            Optional<PassiveAddressPolicy> address = each.required("address", PassiveAddressReader.POLICY);
            each.rejectOthers();
            // A rule whose address is wrong is still looked at for its place: all mistakes are told at once.
            match.map(clients -> new PolicyRule(clients, address.orElseGet(PassiveAddressPolicy.Keep::new)))
                    .ifPresent(rule -> {
                        rejectIfHidden(each, rule, rules);
                        address.ifPresent(given -> {
                            rejectIfForAll(each, rule);
                            rules.add(rule);
                        });
                    });
        }
        return Optional.of(rules).filter(read -> !read.isEmpty() && read.size() == written.size());
    }

    private static Optional<ClientMatch> match(Section rule) {
        Optional<Cidr> clients = rule.optional("clients", Values.NETWORK);
        Optional<String> endpoint = rule.optional("endpoint", ENDPOINT);
        Optional<InetAddress> node = rule.optional("node", Values.ADDRESS);
        boolean whole = clients.isPresent() == rule.has("clients")
                && endpoint.isPresent() == rule.has("endpoint")
                && node.isPresent() == rule.has("node");
        return whole ? Optional.of(new ClientMatch(clients, endpoint, node)) : Optional.empty();
    }

    /** Only proxy-destination leaves something for the rules behind it, and for the default, when it is for all. */
    private static void rejectIfForAll(Section rule, PolicyRule read) {
        if (read.match().isEmpty() && !(read.policy() instanceof ProxyDestination)) {
            rule.mismatch("address", "a rule with clients, endpoint or node; what holds for all is the default");
        }
    }

    /** A rule behind a wider one never matches: surely not what its author meant. */
    private static void rejectIfHidden(Section rule, PolicyRule read, List<PolicyRule> before) {
        before.stream().filter(wider -> wider.hides(read)).findFirst().ifPresent(wider -> {
            String key = Stream.of("clients", "endpoint", "node")
                    .filter(rule::has)
                    .findFirst()
                    .orElse("address");
            rule.mismatch(key, "before " + shown(wider) + ", which holds all of it and is asked first");
        });
    }

    private static String shown(PolicyRule rule) {
        ClientMatch match = rule.match();
        String conditions = Stream.of(
                        match.clients().map(Cidr::toString),
                        match.endpoint(),
                        match.node().map(node -> "node " + node.getHostAddress()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" with "));
        return conditions.isEmpty() ? "proxy-destination" : conditions;
    }

    private static String endpoint(String text) {
        if (!ENDPOINT_ID.matcher(text).matches()) {
            throw new IllegalArgumentException("no id");
        }
        return text;
    }
}
