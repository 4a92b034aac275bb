package io.github.passage.reload;

import io.github.passage.hop.FtpHop;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.hop.HopChange;
import io.github.passage.hop.HopContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hops of a process while its configuration changes. Any thread but an event loop may look; changes come one after the other.
 */
public final class LiveHops {
    private final HopContext context;
    private final Map<String, Long> numbered = new HashMap<>();
    private final List<FtpHop> leaving = new CopyOnWriteArrayList<>();
    private volatile List<FtpHop> standing = List.of();

    /** None yet. */
    public LiveHops(HopContext context) {
        this.context = context;
    }

    /**
     * Starts the first ones.
     *
     * @throws io.github.passage.hop.ListenException naming the address that cannot be bound; what was bound before stays so
     */
    public synchronized void start(List<FtpHopSettings> hops) {
        for (FtpHopSettings hop : hops) {
            standing = with(standing, FtpHop.start(hop, context));
        }
    }

    private static List<FtpHop> with(List<FtpHop> hops, FtpHop more) {
        return Stream.concat(hops.stream(), Stream.of(more)).toList();
    }

    /** Those of the configuration, in its order. */
    public List<FtpHop> standing() {
        return standing;
    }

    /** The same, and those that were taken away and still have sessions. */
    public List<FtpHop> all() {
        return Stream.concat(standing.stream(), leaving.stream()).toList();
    }

    Standing look() {
        List<Held> held = all().stream()
                .flatMap(hop -> hop.listeners().stream().map(at -> new Held(hop.name(), at)))
                .toList();
        return new Standing(held, leaving.stream().map(FtpHop::name).collect(Collectors.toSet()));
    }

    /**
     * Does what the plan says.
     *
     * @throws io.github.passage.hop.ListenException naming the address that cannot be bound; nothing is changed then
     */
    synchronized void apply(ReloadPlan.Steps steps) {
        List<HopChange> changes = new ArrayList<>();
        List<FtpHop> added = new ArrayList<>();
        try {
            for (FtpHopSettings hop : steps.changed()) {
                changes.add(named(hop.name()).prepare(hop));
            }
            for (FtpHopSettings hop : steps.added()) {
                added.add(FtpHop.start(hop, context, numbered.getOrDefault(hop.name(), 0L)));
            }
        } catch (RuntimeException e) {
            changes.forEach(HopChange::abandon);
            // They listened for a moment, and whoever came must not be cut.
            added.forEach(this::letGo);
            throw e;
        }
        changes.forEach(HopChange::commit);
        added.forEach(FtpHop::watchTarget);
        Map<String, FtpHop> byName = new HashMap<>();
        Stream.concat(standing.stream(), added.stream()).forEach(hop -> byName.put(hop.name(), hop));
        steps.removed().forEach(name -> letGo(named(name)));
        standing = steps.order().stream()
                .map(name -> Objects.requireNonNull(byName.get(name)))
                .toList();
        sweep();
    }

    private FtpHop named(String name) {
        return standing.stream()
                .filter(hop -> hop.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void letGo(FtpHop hop) {
        leaving.add(hop);
        hop.leave();
    }

    /** Frees what only ended sessions needed. */
    synchronized void sweep() {
        standing.forEach(FtpHop::sweep);
        Set<FtpHop> over = new HashSet<>();
        for (FtpHop hop : leaving) {
            hop.sweep();
            if (!hop.isInUse()) {
                over.add(hop);
            }
        }
        over.forEach(hop -> {
            numbered.put(hop.name(), hop.numbered());
            hop.close();
        });
        leaving.removeAll(over);
    }
}
