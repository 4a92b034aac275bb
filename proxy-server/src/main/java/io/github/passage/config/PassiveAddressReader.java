package io.github.passage.config;

import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.passive.PassiveAddressPolicy.ByClient;
import io.github.passage.passive.PassiveAddressPolicy.ByClient.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the passive address policy: one word, or an object with a policy for each client network. */
final class PassiveAddressReader {
    private static final String FORM = "keep, control, zero, an IPv4 address or a DNS name";
    private static final List<String> WORDS = List.of("keep", "control", "zero");
    private static final ValueKind<PassiveAddressPolicy> POLICY = ValueKind.text(FORM, PassiveAddressReader::policy);
    private static final ValueKind<PassiveAddressPolicy> POLICY_OR_OBJECT =
            new ValueKind<>(FORM + ", or { by-client = [ ... ], default = ... }", POLICY.parser());

    private PassiveAddressReader() {}

    static Optional<PassiveAddressPolicy> read(Section hop, String key) {
        return hop.hasObject(key)
                ? hop.childAlone(key).flatMap(PassiveAddressReader::byClient)
                : hop.required(key, POLICY_OR_OBJECT);
    }

    private static Optional<PassiveAddressPolicy> byClient(Section section) {
        List<Section> written = section.children("by-client");
        List<Rule> rules = new ArrayList<>();
        for (Section each : written) {
            Optional<Cidr> clients = each.required("clients", Values.NETWORK);
            Optional<PassiveAddressPolicy> policy = each.required("address", POLICY);
            each.rejectOthers();
            clients.ifPresent(network -> rejectIfHidden(each, network, rules));
            if (clients.isPresent() && policy.isPresent()) {
                rules.add(new Rule(clients.get(), policy.get()));
            }
        }
        Optional<PassiveAddressPolicy> otherwise = section.required("default", POLICY);
        section.rejectOthers();
        return otherwise
                .filter(policy -> !rules.isEmpty() && rules.size() == written.size())
                .map(policy -> new ByClient(rules, policy));
    }

    /** A rule behind a wider one never matches: surely not what its author meant. */
    private static void rejectIfHidden(Section rule, Cidr network, List<Rule> before) {
        before.stream()
                .map(Rule::clients)
                .filter(wider -> wider.prefix() <= network.prefix() && wider.contains(network.base()))
                .findFirst()
                .ifPresent(wider ->
                        rule.mismatch("clients", "before " + wider + ", which holds all of it and is asked first"));
    }

    private static PassiveAddressPolicy policy(String text) {
        if (WORDS.contains(text) || IpLiteral.parseV4(text).isPresent()) {
            return PassiveAddressPolicy.parse(text);
        }
        Optional<String> word = text.contains(".") ? Optional.empty() : NearestKey.of(text, WORDS);
        if (word.isPresent()) {
            throw new IllegalArgumentException("text (expected: " + FORM + "; did you mean " + word.get()
                    + "? A DNS name of one label needs a final dot)");
        }
        if (!Values.isDnsName(text)) {
            throw new IllegalArgumentException("neither a word, an address nor a name");
        }
        return PassiveAddressPolicy.parse(text);
    }
}
