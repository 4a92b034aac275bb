package io.github.passage.lab.predict;

import io.github.passage.lab.profile.Behaviour;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the single changes that make a transfer work, by asking the predictor about each. Remembers what it was told; not thread-safe.
 */
public final class Fixes {
    private final Predictor predictor = new Predictor();
    private final World world;
    private final Profiles profiles;
    private final List<Route> routes;
    private final List<Change> ofWorld;
    private final Map<Asked, Boolean> told = new HashMap<>();
    private final Map<Integer, List<String>> broken = new HashMap<>();

    /**
     * For one world.
     *
     * @param world as it is
     * @param profiles the clients that a change may break, and whose options may help
     */
    public Fixes(World world, Profiles profiles) {
        this.world = world;
        this.profiles = profiles;
        this.routes = Route.all(world.topology());
        this.ofWorld = new Changes(world).ofWorld();
    }

    /** Changes are told apart by their place in the list, since worlds are large values. */
    private record Asked(int change, Route route, Behaviour behaviour) {}

    /** The fixes for a client that is foretold to fail, those first that break least, then those that disturb least. */
    public List<Fix> of(Route route, Profile profile) {
        return of(route, List.of(profile));
    }

    /**
     * The same for clients that behave alike; each has options of its own.
     *
     * @param alike at least one
     */
    public List<Fix> of(Route route, List<Profile> alike) {
        Behaviour present = alike.getFirst().behaviour();
        if (works(-1, world, route, present)) {
            return List.of();
        }
        List<Fix> fixes = new ArrayList<>();
        Changes changes = new Changes(world);
        for (Change change : alike.stream()
                .flatMap(each -> changes.ofClient(each, profiles).stream())
                .toList()) {
            Behaviour behaviour = change.profile().orElseThrow().behaviour();
            Fix fix = new Fix(change.kind(), change.text(), List.of());
            if (works(-1, world, route, behaviour) && !fixes.contains(fix)) {
                fixes.add(fix);
            }
        }
        for (int i = 0; i < ofWorld.size(); i++) {
            Change change = ofWorld.get(i);
            if (works(i, change.world(), route, present)) {
                fixes.add(new Fix(change.kind(), change.text(), broken(i)));
            }
        }
        fixes.sort(Comparator.comparingInt((Fix fix) -> fix.breaks().size()).thenComparing(Fix::kind));
        return fixes;
    }

    private List<String> broken(int number) {
        Change change = ofWorld.get(number);
        return broken.computeIfAbsent(number, none -> {
            List<String> names = new ArrayList<>();
            for (Route route : routes) {
                for (Profiles.Group group : profiles.groups()) {
                    if (works(-1, world, route, group.behaviour())
                            && !works(number, change.world(), route, group.behaviour())) {
                        group.names().forEach(name -> names.add(route + ": " + name));
                    }
                }
            }
            return names;
        });
    }

    private boolean works(int change, World in, Route route, Behaviour behaviour) {
        return told.computeIfAbsent(
                new Asked(change, route, behaviour),
                none -> predictor.forecast(in, route, behaviour).works());
    }
}
