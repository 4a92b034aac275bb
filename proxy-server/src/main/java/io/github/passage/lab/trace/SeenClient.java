package io.github.passage.lab.trace;

import io.github.passage.lab.profile.AddressChoice;
import io.github.passage.lab.profile.AddressChoice.Choice;
import io.github.passage.lab.profile.Behaviour;
import io.github.passage.lab.profile.EpsvRules;
import io.github.passage.lab.profile.Liberty;
import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.PasvRules;
import io.github.passage.lab.profile.Plan;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profile.Variant;
import io.github.passage.lab.profile.Reaction;
import io.github.passage.lab.profile.Source;
import io.github.passage.lab.profile.Tls;
import io.github.passage.lab.profile.Waits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A client of which is known only what it did. */
final class SeenClient {
    private static final String NAME = "a client that obeys the 227";

    private SeenClient() {}

    /**
     * One that asked so and dialled so.
     *
     * @param byEpsv whether by EPSV
     * @param dialsControl whether the control connection's address although it was told another
     */
    static Profile of(boolean byEpsv, boolean dialsControl) {
        return byEpsv ? epsv() : dialsControl ? control() : obedient();
    }

    static List<Profile> all() {
        return List.of(obedient(), epsv(), control());
    }

    private static Profile obedient() {
        return profile(NAME, Optional.empty(), Method.PASV, Choice.ANNOUNCED);
    }

    private static Profile epsv() {
        return profile(
                "a client that uses EPSV",
                Optional.of(new Variant(
                        NAME, "use EPSV, as curl does unless told otherwise (lftp: set ftp:prefer-epsv yes)")),
                Method.EPSV,
                Choice.ANNOUNCED);
    }

    private static Profile control() {
        return profile(
                "a client that ignores the 227's address",
                Optional.of(
                        new Variant(
                                NAME,
                                "ignore the 227's address (curl: --ftp-skip-pasv-ip; WinSCP: Force IP address for passive mode = On)")),
                Method.PASV,
                Choice.CONTROL);
    }

    private static Profile profile(String name, Optional<Variant> variant, Method first, Choice choice) {
        Reaction stop = Reaction.GIVE_UP;
        Plan plan = new Plan(
                first,
                new EpsvRules(false, false, EpsvRules.Port.CONTROL, stop, stop, stop, stop),
                new PasvRules(
                        Set.of(Liberty.values()),
                        new AddressChoice(List.of(), choice, false, false),
                        stop,
                        new PasvRules.Unreadable(stop, false),
                        stop,
                        stop,
                        stop),
                stop);
        Duration patience = Duration.ofSeconds(10);
        return new Profile(
                name,
                "the client",
                "",
                "",
                variant,
                Source.MEASURED,
                new Behaviour(plan, Optional.of(plan)),
                new Waits(patience, patience, Duration.ZERO, 1, Duration.ZERO),
                new Tls(Tls.Support.UNKNOWN, Tls.Resumption.UNKNOWN, false, ""));
    }
}
