package io.github.passage.lab.predict;

import io.github.passage.lab.predict.ClientSteps.Attempt;
import io.github.passage.lab.predict.ControlPath.Follower;
import io.github.passage.lab.predict.Landing.AtServer;
import io.github.passage.lab.predict.Outcome.Result;
import io.github.passage.lab.profile.Behaviour;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.transfer.Auto;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.lab.verdict.Failure;
import io.github.passage.lab.verdict.Step;
import io.github.passage.passive.PassiveAddressPolicy;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Foretells transfers. A pure function of topology, settings and profile: it knows nothing of the hops, of the scripted client, or of
 * what happened, so that its agreement with them means something.
 */
public final class Predictor {

    /** What becomes of a transfer of a client that meets this; empty if it cannot make such control connections. */
    public Optional<Forecast> forecast(Behaviour behaviour, Meeting meeting) {
        return behaviour
                .plan(meeting.control())
                .map(plan -> new Forecast(withRepeats(ClientSteps.outcomes(plan, meeting))));
    }

    /** What becomes of a transfer of a client with this behaviour. */
    public Forecast forecast(World world, Route route, Behaviour behaviour) {
        Ways ways = new Ways(world);
        List<Attempt> attempts = new ArrayList<>();
        for (ControlPath path : ways.control(route)) {
            switch (path.end()) {
                case AtServer at ->
                    announcements(world, at).stream()
                            .map(first -> rewritten(world, path.followers(), first))
                            .forEach(told -> attempts.addAll(ClientSteps.outcomes(
                                    behaviour.ipv4(),
                                    new Meeting(
                                            route.entry().address(),
                                            true,
                                            world.epsv() ? Meeting.Epsv.OFFERED : Meeting.Epsv.REFUSED,
                                            Optional.of(told.address()),
                                            told.by(),
                                            Set.of(),
                                            (method, to) -> ways.data(route, to, path)))));
                case Landing.Refused refused -> attempts.add(noSession(refused.at(), refused.cause()));
                case Landing.Met _ -> throw new IllegalStateException("a control connection waits for nobody");
                case Landing.Silent silent -> attempts.add(noSession(Optional.empty(), silent.cause()));
            }
        }
        return new Forecast(withRepeats(attempts));
    }

    /** A client that begins again may be led elsewhere the next time. */
    private static List<Outcome> withRepeats(List<Attempt> attempts) {
        Set<Outcome> single =
                attempts.stream().map(Attempt::outcome).collect(Collectors.toCollection(LinkedHashSet::new));
        if (single.size() == 1) {
            return List.copyOf(single);
        }
        List<Outcome> repeated = attempts.stream()
                .filter(Attempt::again)
                .map(Attempt::outcome)
                .distinct()
                .toList();
        Set<Outcome> all = new LinkedHashSet<>(single);
        for (int before = 0; before < all.size(); ) {
            before = all.size();
            for (Outcome first : repeated) {
                List.copyOf(all).forEach(next -> all.add(first.then(next)));
            }
        }
        return List.copyOf(all);
    }

    /**
     * Where sessions of a route share a server's data ports; those of routes with equal places must not wait for too many at a time.
     */
    public Place place(World world, Route route) {
        return new Ways(world)
                .control(route).stream()
                        .flatMap(path -> path.server().stream())
                        .findFirst()
                        .map(at -> new Place(at.server().name(), at.source()))
                        .orElseGet(() ->
                                new Place(route.entry().name(), route.entry().address()));
    }

    /**
     * A server, and the address that it knows clients by.
     *
     * @param server its name
     * @param source the address
     */
    public record Place(String server, Inet4Address source) {}

    private static Attempt noSession(Optional<NetworkInterface> at, io.github.passage.lab.verdict.Cause cause) {
        Failure failure = new Failure(
                Step.CONNECT,
                at.map(NetworkInterface::address),
                at.map(NetworkInterface::name).orElse(""),
                cause);
        return new Attempt(new Outcome(List.of(), List.of(), Result.NO_SESSION, Optional.of(failure)), false);
    }

    /**
     * The address in a 227.
     *
     * @param by who put it there
     */
    private record Told(Inet4Address address, String by) {}

    private static List<Told> announcements(World world, AtServer at) {
        String by = at.server().name();
        if (world.passiveIp(at.server()) instanceof PassiveIp.Fixed(Inet4Address fixed)) {
            return List.of(new Told(fixed, by));
        }
        return at.server().rules().auto() == Auto.ROUND_ROBIN
                ? at.server().endpoints().stream()
                        .map(endpoint -> new Told(endpoint.address(), by))
                        .toList()
                : List.of(new Told(at.endpoint().address(), by));
    }

    /** What is left of it at the client, after every hop on the way has had its say, the server's side first. */
    private static Told rewritten(World world, List<Follower> followers, Told announced) {
        Told told = announced;
        for (Follower follower : followers.reversed()) {
            NetworkInterface hop = follower.hop();
            told = switch (world.rewrite(hop).orElseThrow()) {
                case PassiveAddressPolicy.Control control -> new Told(hop.address(), hop.name());
                case PassiveAddressPolicy.Fixed(Inet4Address fixed) -> new Told(fixed, hop.name());
                default -> told;
            };
        }
        return told;
    }
}
