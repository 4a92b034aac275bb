package io.github.passage.lab.profile;

import java.util.Optional;

/** What a client does next when something did not work. A method that this attempt has already tried is not tried again. */
public enum Reaction {
    /** Fails. */
    GIVE_UP,
    /** Goes on with EPSV. */
    EPSV,
    /** Goes on with PASV. */
    PASV,
    /** Goes on with PORT or EPRT. */
    ACTIVE,
    /** Begins from the start, if {@link Waits#attempts} permits; else fails. */
    RETRY;

    /** The method that it goes on with, if any. */
    public Optional<Method> method() {
        return switch (this) {
            case EPSV -> Optional.of(Method.EPSV);
            case PASV -> Optional.of(Method.PASV);
            case ACTIVE -> Optional.of(Method.ACTIVE);
            case GIVE_UP, RETRY -> Optional.empty();
        };
    }
}
