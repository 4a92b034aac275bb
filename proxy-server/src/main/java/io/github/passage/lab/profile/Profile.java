package io.github.passage.lab.profile;

import java.util.Optional;

/**
 * A client program in one way of using it.
 *
 * @param name unique among all profiles, for example {@code lftp epsv}
 * @param program for example {@code lftp}
 * @param version of the program, and of its package, where known
 * @param options how it was used; empty if it has no options that matter
 * @param variant how it differs from the program's default; empty for the default
 * @param source where this comes from
 * @param behaviour its decisions
 * @param waits its patience
 * @param tls what it can do with TLS
 */
public record Profile(
        String name,
        String program,
        String version,
        String options,
        Optional<Variant> variant,
        Source source,
        Behaviour behaviour,
        Waits waits,
        Tls tls) {

    /** Checks that it can be named. */
    public Profile {
        if (name.isBlank() || program.isBlank()) {
            throw new IllegalArgumentException("\"" + name + "\" (expected: a name, of a program with a name)");
        }
    }

    /**
     * What makes a variant out of another profile.
     *
     * @param of the name of the profile that it is a variant of
     * @param option what to set, as one would type it, for example {@code set ftp:prefer-epsv yes}
     */
    public record Variant(String of, String option) {}
}
