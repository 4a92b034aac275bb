package io.github.passage.lab.profile;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Profiles with distinct names.
 *
 * @param all in the order of their file
 */
public record Profiles(List<Profile> all) {

    /** Checks that names are distinct and that every variant's base is there. */
    public Profiles {
        all = List.copyOf(all);
        List<String> names = all.stream().map(Profile::name).toList();
        all.forEach(profile -> {
            if (names.indexOf(profile.name()) != names.lastIndexOf(profile.name())) {
                throw new IllegalArgumentException("\"" + profile.name() + "\" (expected: each name once)");
            }
            profile.variant().ifPresent(variant -> {
                if (!names.contains(variant.of())) {
                    throw new IllegalArgumentException(
                            profile.name() + ": variant of \"" + variant.of() + "\" (expected: a profile's name)");
                }
            });
        });
    }

    /** The profile of this name. */
    public Optional<Profile> named(String name) {
        return all.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }

    /** The variants that one option makes of a profile. */
    public List<Profile> variantsOf(Profile base) {
        return all.stream()
                .filter(profile -> profile.variant()
                        .filter(variant -> variant.of().equals(base.name()))
                        .isPresent())
                .toList();
    }

    /** The profiles by equal behaviour, in the order of the first of each. */
    public List<Group> groups() {
        Map<Behaviour, List<Profile>> byBehaviour = all.stream()
                .collect(Collectors.groupingBy(Profile::behaviour, LinkedHashMap::new, Collectors.toList()));
        return byBehaviour.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Profiles that decide alike, so that one may run for all.
     *
     * @param behaviour of each of them
     * @param members at least one
     */
    public record Group(Behaviour behaviour, List<Profile> members) {

        /** Makes it immutable. */
        public Group {
            members = List.copyOf(members);
        }

        /** The names of all. */
        public List<String> names() {
            return members.stream().map(Profile::name).toList();
        }

        /** The one to run: the least patient, since it comes to the same outcome soonest. */
        public Profile representative() {
            return members.stream()
                    .min(Comparator.comparingDouble(profile -> profile.waits().longestSeconds()))
                    .orElseThrow();
        }
    }
}
