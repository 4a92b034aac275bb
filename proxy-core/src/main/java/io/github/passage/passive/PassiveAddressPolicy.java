package io.github.passage.passive;

import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rule that turns the address that a server announced into the one that the client is told. */
public sealed interface PassiveAddressPolicy {
    /** The settings that need no argument, as users write them. */
    String EXPECTED = "expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name";

    /**
     * Reads a policy as it is written in a flag or a configuration file.
     *
     * @param text {@code keep}, {@code control}, {@code zero}, {@code proxy-destination}, an IPv4 literal or a DNS name
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    static PassiveAddressPolicy parse(String text) {
        return switch (text) {
            case "keep" -> new Keep();
            case "control" -> new Control();
            case "zero" -> new Fixed(IpLiteral.v4(new byte[4]));
            case "proxy-destination" -> new ProxyDestination();
            default ->
                IpLiteral.parseV4(text).<PassiveAddressPolicy>map(Fixed::new).orElseGet(() -> new Dns(text));
        };
    }

    /** Whether it looks at PROXY headers, and so is of no use where none is read. */
    default boolean usesHeader() {
        return switch (this) {
            case ProxyDestination destination -> true;
            case Rules(List<PolicyRule> rules, PassiveAddressPolicy otherwise) ->
                otherwise.usesHeader()
                        || rules.stream()
                                .anyMatch(rule -> rule.match().needsHeader()
                                        || rule.policy().usesHeader());
            default -> false;
        };
    }

    /** What kind of policy it is. */
    default PolicyKind kind() {
        return switch (this) {
            case Keep keep -> PolicyKind.KEEP;
            case Control control -> PolicyKind.CONTROL;
            case Fixed(Inet4Address address) -> address.isAnyLocalAddress() ? PolicyKind.ZERO : PolicyKind.FIXED;
            case Dns dns -> PolicyKind.NAME;
            case ProxyDestination destination -> PolicyKind.PROXY_DESTINATION;
            case Rules rules -> usesHeader() ? PolicyKind.RULES : PolicyKind.BY_CLIENT;
        };
    }

    /**
     * The DNS name whose answer this policy needs for a client.
     *
     * @return empty if no name must be looked up
     */
    default Optional<String> nameNeeded(ClientView view) {
        return switch (this) {
            case Dns dns -> Optional.of(dns.name());
            case Rules rules -> rules.choose(view).nameNeeded(view);
            case Keep keep -> Optional.empty();
            case Control control -> Optional.empty();
            case ProxyDestination destination -> Optional.empty();
            case Fixed fixed -> Optional.empty();
        };
    }

    /**
     * Decides for one session what its 227 replies will carry.
     *
     * @param view what is known of the client and of the address it reached
     * @param answers the answers for {@link #nameNeeded}, in the order of the reply; empty if there were none
     */
    default AdvertisedAddress decide(ClientView view, List<Inet4Address> answers) {
        return switch (this) {
            case Keep keep -> new AdvertisedAddress.Announced();
            case Fixed fixed -> new AdvertisedAddress.Rewritten(fixed.address());
            case Control control -> told(view.reached());
            case ProxyDestination destination ->
                view.node()
                        .map(PassiveAddressPolicy::told)
                        .orElseGet(() -> new AdvertisedAddress.Unavailable(
                                "no PROXY header tells the address you reached, use EPSV"));
            case Rules rules -> rules.choose(view).decide(view, answers);
            case Dns dns -> dns.choose(view, answers);
        };
    }

    private static AdvertisedAddress told(InetAddress address) {
        return address instanceof Inet4Address v4
                ? new AdvertisedAddress.Rewritten(v4)
                : new AdvertisedAddress.Unavailable("PASV cannot carry an IPv6 address, use EPSV");
    }

    /** Changes no byte: the client is told what the server announced, address and port. */
    record Keep() implements PassiveAddressPolicy {}

    /** The address that the client reached on the control connection: right wherever the hop is the one it reached. */
    record Control() implements PassiveAddressPolicy {}

    /**
     * The destination address that the PROXY header names: right wherever clients reach the load balancer's nodes themselves, each
     * told the address of its own node. Without a header there is no address to tell.
     */
    record ProxyDestination() implements PassiveAddressPolicy {}

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

        private AdvertisedAddress choose(ClientView view, List<Inet4Address> answers) {
            InetAddress reached = view.node().orElse(view.reached());
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
     * Another policy for each kind of client.
     *
     * @param rules asked in order, the first that is for the client decides
     * @param otherwise the policy when none is
     */
    record Rules(List<PolicyRule> rules, PassiveAddressPolicy otherwise) implements PassiveAddressPolicy {
        /** Copies the rules. */
        public Rules {
            rules = List.copyOf(rules);
        }

        private PassiveAddressPolicy choose(ClientView view) {
            return rules.stream()
                    .filter(rule -> rule.isFor(view))
                    .findFirst()
                    .map(PolicyRule::policy)
                    .orElse(otherwise);
        }
    }
}
