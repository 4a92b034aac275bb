package io.github.passage.config;

import io.github.passage.address.IpLiteral;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.passive.PassiveAddressPolicy.Rules;
import io.github.passage.passive.PolicyRule;
import java.util.List;
import java.util.Optional;

/** Reads the passive address policy: one word, or an object with rules. */
final class PassiveAddressReader {
    private static final String FORM = "keep, control, zero, proxy-destination, an IPv4 address or a DNS name";
    private static final List<String> WORDS = List.of("keep", "control", "zero", "proxy-destination");
    /** A policy of one word. */
    static final ValueKind<PassiveAddressPolicy> POLICY = ValueKind.text(FORM, PassiveAddressReader::policy);

    private static final ValueKind<PassiveAddressPolicy> POLICY_OR_OBJECT =
            new ValueKind<>(FORM + ", or { rules = [ ... ], default = ... }", POLICY.parser());

    private PassiveAddressReader() {}

    static Optional<PassiveAddressPolicy> read(Section hop, String key) {
        return hop.hasObject(key)
                ? hop.childAlone(key).flatMap(PassiveAddressReader::rules)
                : hop.required(key, POLICY_OR_OBJECT);
    }

    private static Optional<PassiveAddressPolicy> rules(Section section) {
        Optional<List<PolicyRule>> rules = PolicyRulesReader.read(section);
        Optional<PassiveAddressPolicy> otherwise = section.required("default", POLICY);
        section.rejectOthers();
        return otherwise.flatMap(policy -> rules.map(list -> new Rules(list, policy)));
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
