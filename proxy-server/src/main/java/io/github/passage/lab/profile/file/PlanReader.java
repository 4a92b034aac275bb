package io.github.passage.lab.profile.file;

import io.github.passage.address.Routability;
import io.github.passage.config.Section;
import io.github.passage.config.ValueKind;
import io.github.passage.lab.profile.AddressChoice;
import io.github.passage.lab.profile.AddressChoice.Choice;
import io.github.passage.lab.profile.AddressChoice.Rule;
import io.github.passage.lab.profile.EpsvRules;
import io.github.passage.lab.profile.EpsvRules.Port;
import io.github.passage.lab.profile.Liberty;
import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.PasvRules;
import io.github.passage.lab.profile.PasvRules.Unreadable;
import io.github.passage.lab.profile.Plan;
import io.github.passage.lab.profile.Reaction;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the decisions for one address family. A value that could not be read is noted, and a harmless one stands in. */
final class PlanReader {
    private static final ValueKind<Method> METHOD = Words.oneOf(Method.values());
    private static final ValueKind<Liberty> LIBERTY = Words.oneOf(Liberty.values());
    private static final ValueKind<Port> PORT = Words.oneOf(Port.values());
    private static final ValueKind<Choice> CHOICE = Words.oneOf(Choice.values());
    private static final ValueKind<Unreadable> UNREADABLE = Words.oneOf(Map.of(
            "give-up", new Unreadable(Reaction.GIVE_UP, false),
            "active", new Unreadable(Reaction.ACTIVE, false),
            "retry", new Unreadable(Reaction.RETRY, false),
            "dial-port-zero", new Unreadable(Reaction.GIVE_UP, true)));

    private PlanReader() {}

    static Optional<Plan> read(Section section) {
        Optional<Method> first = section.required("first", METHOD);
        Optional<EpsvRules> epsv = section.child("epsv").map(PlanReader::epsv);
        Optional<PasvRules> pasv = section.child("pasv").flatMap(PlanReader::pasv);
        Optional<Reaction> activeRefused = section.child("active").map(active -> {
            Reaction reaction = reaction(active, "refused");
            active.rejectOthers();
            return reaction;
        });
        section.rejectOthers();
        return first.flatMap(method ->
                epsv.flatMap(e -> pasv.flatMap(p -> activeRefused.map(a -> new Plan(method, e, p, a)))));
    }

    private static EpsvRules epsv(Section section) {
        EpsvRules rules = new EpsvRules(
                on(section, "needs-feat"),
                on(section, "sends-all"),
                section.required("dials", PORT).orElse(Port.CONTROL),
                reaction(section, "refused"),
                reaction(section, "protocol-refused"),
                reaction(section, "port-refused"),
                reaction(section, "port-silent"));
        section.rejectOthers();
        return rules;
    }

    private static Optional<PasvRules> pasv(Section section) {
        List<Liberty> understood = section.list("understands", LIBERTY);
        Optional<AddressChoice> address = section.child("address").map(PlanReader::address);
        Optional<PasvRules> rules = address.map(choice -> new PasvRules(
                Set.copyOf(understood),
                choice,
                reaction(section, "refused"),
                section.required("unreadable", UNREADABLE).orElse(new Unreadable(Reaction.GIVE_UP, false)),
                reaction(section, "foreign"),
                reaction(section, "port-refused"),
                reaction(section, "port-silent")));
        section.rejectOthers();
        return rules;
    }

    private static AddressChoice address(Section section) {
        List<Rule> rules = section.has("rules")
                ? section.children("rules").stream().map(PlanReader::rule).toList()
                : List.of();
        AddressChoice choice = new AddressChoice(
                rules,
                section.required("otherwise", CHOICE).orElse(Choice.ANNOUNCED),
                on(section, "then-control"),
                on(section, "verifies-peer"));
        section.rejectOthers();
        return choice;
    }

    private static Rule rule(Section section) {
        Rule rule = new Rule(
                classes(section, "announced"),
                classes(section, "control"),
                on(section, "different"),
                section.required("then", CHOICE).orElse(Choice.ANNOUNCED));
        section.rejectOthers();
        return rule;
    }

    private static Set<Routability> classes(Section section, String key) {
        if (!section.has(key)) {
            return EnumSet.allOf(Routability.class);
        }
        Set<Routability> union = EnumSet.noneOf(Routability.class);
        section.atLeastOne(key, Words.ADDRESSES).forEach(union::addAll);
        return union.isEmpty() ? EnumSet.allOf(Routability.class) : union;
    }

    private static boolean on(Section section, String key) {
        return section.optional(key, Words.SWITCH).orElse(false);
    }

    private static Reaction reaction(Section section, String key) {
        return section.required(key, Words.REACTION).orElse(Reaction.GIVE_UP);
    }
}
