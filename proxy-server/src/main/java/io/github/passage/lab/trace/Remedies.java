package io.github.passage.lab.trace;

import io.github.passage.lab.predict.Fix;
import io.github.passage.lab.predict.Fixes;
import io.github.passage.lab.predict.Outcome;
import io.github.passage.lab.predict.Predictor;
import io.github.passage.lab.predict.Route;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.verdict.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why a client of the running lab failed, and what would have helped it, as the predictor finds out. Which program it is cannot be seen:
 * it counts as one that does what it did, and whose options could make it use EPSV, or dial the control connection's address.
 */
final class Remedies {
    private final Supplier<World> world;
    private final Supplier<Profiles> shipped;
    private @Nullable Profiles known;
    private final Predictor predictor = new Predictor();

    /**
     * @param world the lab as it is now
     * @param shipped reads the clients that a change may break, when they are needed first
     */
    Remedies(Supplier<World> world, Supplier<Profiles> shipped) {
        this.world = world;
        this.shipped = shipped;
    }

    /** The changes that make the transfer work, those that break and disturb least first. */
    List<Fix> of(Client client, NetworkInterface entry, Profile seen) {
        return new Fixes(world.get(), profiles()).of(new Route(client, entry), seen);
    }

    private Profiles profiles() {
        Profiles all = known;
        if (all == null) {
            List<Profile> each = new ArrayList<>(shipped.get().all());
            each.addAll(SeenClient.all());
            all = new Profiles(each);
            known = all;
        }
        return all;
    }

    /** What the predictor says of such a transfer. */
    Optional<Failure> why(Client client, NetworkInterface entry, Profile seen) {
        return predictor
                .forecast(world.get(), new Route(client, entry), seen.behaviour())
                .failing()
                .flatMap(Outcome::failure);
    }
}
