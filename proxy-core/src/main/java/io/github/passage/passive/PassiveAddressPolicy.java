package io.github.passage.passive;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule that turns the address that a server announced into the one that the client is told. */
public sealed interface PassiveAddressPolicy {
    /** The settings that need no argument, as users write them. */
    String EXPECTED = "expected: keep, control, zero, an IPv4 address or a DNS name";

    /**
     * Reads a policy as it is written in a flag or a configuration file.
     *
     * @param text {@code keep}, {@code control}, {@code zero}, an IPv4 literal or a DNS name
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    static PassiveAddressPolicy parse(String text) {
        return switch (text) {
            case "keep" -> new Keep();
            case "control" -> new Control();
            case "zero" -> new Fixed(IpLiteral.v4(new byte[4]));
            default ->
                IpLiteral.parseV4(text).<PassiveAddressPolicy>map(Fixed::new).orElseGet(() -> new Dns(text));
        };
    }

    /**
     * The DNS name whose answer this policy needs for a client.
     *
     * @return empty if no name must be looked up
     */
    default Optional<String> nameNeeded(InetAddress client) {
        return switch (this) {
            case Dns dns -> Optional.of(dns.name());
            case ByClient byClient -> byClient.choose(client).nameNeeded(client);
            case Keep keep -> Optional.empty();
            case Control control -> Optional.empty();
            case Fixed fixed -> Optional.empty();
        };
    }

    /**
     * Decides for one session what its 227 replies will carry.
     *
     * @param client the client's address
     * @param reached the address that the client reached on the control connection
     * @param answers the answers for {@link #nameNeeded}, in the order of the reply; empty if there were none
     */
    default AdvertisedAddress decide(InetAddress client, InetAddress reached, List<Inet4Address> answers) {
        return switch (this) {
            case Keep keep -> new AdvertisedAddress.Announced();
            case Fixed fixed -> new AdvertisedAddress.Rewritten(fixed.address());
            case Control control ->
                reached instanceof Inet4Address v4
                        ? new AdvertisedAddress.Rewritten(v4)
                        : new AdvertisedAddress.Unavailable("PASV cannot carry an IPv6 address, use EPSV");
            case ByClient byClient -> byClient.choose(client).decide(client, reached, answers);
            case Dns dns -> dns.choose(reached, answers);
        };
    }

    /** Changes no byte: the client is told what the server announced, address and port. */
    record Keep() implements PassiveAddressPolicy {}

    /** The address that the client reached on the control connection: right wherever the hop is the one it reached. */
    record Control() implements PassiveAddressPolicy {}

    /**
     * One address for everyone.
     *
     * @param address any IPv4 address; 0.0.0.0 asks the client to use the control connection's (not all do)
     */
    record Fixed(Inet4Address address) implements PassiveAddressPolicy {}

    /**
     * The address of a DNS name at the time the session starts.
     *
     * @param name a DNS name
     */
    record Dns(String name) implements PassiveAddressPolicy {
        private static final Pattern NAME =
                Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9.])?");

        /** Checks the form of the name. */
        public Dns {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("\"" + name + "\" (" + EXPECTED + ")");
            }
        }

        private AdvertisedAddress choose(InetAddress reached, List<Inet4Address> answers) {
            if (answers.isEmpty()) {
                return new AdvertisedAddress.Unavailable("no address is known for " + name);
            }
            return new AdvertisedAddress.Rewritten(answers.stream()
                    .filter(answer -> answer.equals(reached))
                    .findFirst()
                    .orElseGet(answers::getFirst));
        }
    }

    /**
     * Another policy for each client network.
     *
     * @param rules asked in order, the first that contains the client decides
     * @param otherwise the policy when no rule matches
     */
    record ByClient(List<Rule> rules, PassiveAddressPolicy otherwise) implements PassiveAddressPolicy {
        /** Copies the rules. */
        public ByClient {
            rules = List.copyOf(rules);
        }

        private PassiveAddressPolicy choose(InetAddress client) {
            return rules.stream()
                    .filter(rule -> rule.clients().contains(client))
                    .findFirst()
                    .map(Rule::policy)
                    .orElse(otherwise);
        }

        /**
         * A client network and its policy.
         *
         * @param clients the network
         * @param policy the policy for clients inside
         */
        public record Rule(Cidr clients, PassiveAddressPolicy policy) {}
    }
}
