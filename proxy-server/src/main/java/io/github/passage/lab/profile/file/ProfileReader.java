package io.github.passage.lab.profile.file;

import io.github.passage.config.Section;
import io.github.passage.config.ValueKind;
import io.github.passage.lab.profile.Behaviour;
import io.github.passage.lab.profile.Plan;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profile.Variant;
import io.github.passage.lab.profile.Source;
import io.github.passage.lab.profile.Tls;
import io.github.passage.lab.profile.Tls.Resumption;
import io.github.passage.lab.profile.Tls.Support;
import io.github.passage.lab.profile.Waits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads one profile. */
final class ProfileReader {
    private static final ValueKind<Source> SOURCE = Words.oneOf(Source.values());
    private static final ValueKind<Support> SUPPORT = Words.oneOf(Support.values());
    private static final ValueKind<Resumption> RESUMPTION = Words.oneOf(Resumption.values());

    private static final ValueKind<String> SAME = Words.oneOf(Map.of("same", "same"));

    private ProfileReader() {}

    static Optional<Profile> read(Section section) {
        Optional<String> name = section.required("name", Words.TEXT);
        Optional<String> program = section.required("program", Words.TEXT);
        String version = section.optional("version", Words.TEXT).orElse("");
        String options = section.optional("options", Words.TEXT).orElse("");
        Optional<Variant> variant = variant(section);
        Optional<Source> source = section.required("source", SOURCE);
        Optional<Plan> ipv4 = section.child("ipv4").flatMap(PlanReader::read);
        Optional<Plan> ipv6 = ipv6(section, ipv4);
        Optional<Waits> waits = section.child("waits").map(ProfileReader::waits);
        Optional<Tls> tls = section.child("tls").map(ProfileReader::tls);
        section.rejectOthers();
        if (name.isEmpty()
                || program.isEmpty()
                || source.isEmpty()
                || ipv4.isEmpty()
                || waits.isEmpty()
                || tls.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Profile(
                name.get(),
                program.get(),
                version,
                options,
                variant,
                source.get(),
                new Behaviour(ipv4.get(), ipv6),
                waits.get(),
                tls.get()));
    }

    private static Optional<Plan> ipv6(Section section, Optional<Plan> ipv4) {
        if (section.hasObject("ipv6")) {
            return section.child("ipv6").flatMap(PlanReader::read);
        }
        return section.optional("ipv6", SAME).flatMap(_ -> ipv4);
    }

    private static Optional<Variant> variant(Section section) {
        Optional<String> of = section.optional("variant-of", Words.TEXT);
        Optional<String> option = of.isPresent() ? section.required("option", Words.TEXT) : Optional.empty();
        return of.flatMap(base -> option.map(text -> new Variant(base, text)));
    }

    private static Waits waits(Section section) {
        Waits waits = new Waits(
                section.required("connect", Words.WAIT).orElse(Duration.ofSeconds(1)),
                section.required("reply", Words.WAIT).orElse(Duration.ofSeconds(1)),
                section.required("after-failure", Words.PAUSE).orElse(Duration.ZERO),
                section.required("attempts", Words.ATTEMPTS).orElse(1),
                section.required("pause", Words.PAUSE).orElse(Duration.ZERO));
        section.rejectOthers();
        return waits;
    }

    private static Tls tls(Section section) {
        Tls tls = new Tls(
                section.required("support", SUPPORT).orElse(Support.UNKNOWN),
                section.required("resumption", RESUMPTION).orElse(Resumption.UNKNOWN),
                section.optional("insists", Words.SWITCH).orElse(false),
                section.optional("highest", Words.TLS_VERSION).orElse(""));
        section.rejectOthers();
        return tls;
    }
}
