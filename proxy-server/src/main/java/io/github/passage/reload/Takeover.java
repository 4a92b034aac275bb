package io.github.passage.reload;

import io.github.passage.config.ConfigException;
import io.github.passage.config.ProxyConfig;
import io.github.passage.hop.ListenException;
import io.github.passage.telemetry.ReloadResult;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Has another configuration take the place of the one that runs, at once or, where what is in its way passes by itself, when that has
 * passed. One thread at a time; others may ask.
 */
final class Takeover {
    private final LiveHops hops;
    private volatile ProxyConfig running;
    private volatile Optional<Refusal> refusal = Optional.empty();
    private Optional<Waiting> waiting = Optional.empty();

    /** A configuration that is tried again, and the reasons that were told. */
    private record Waiting(ProxyConfig next, Set<String> told, Retry retry) {
        Waiting at(Retry other) {
            return new Waiting(next, told, other);
        }
    }

    Takeover(ProxyConfig running, LiveHops hops) {
        this.running = running;
        this.hops = hops;
    }

    /** What runs. */
    ProxyConfig running() {
        return running;
    }

    /** Why what was taken last does not run, as it is now. */
    Optional<String> refusal() {
        return refusal.map(Refusal::text);
    }

    /**
     * Takes what is read now.
     *
     * @param reading throws {@link ConfigException} if it is invalid
     */
    Outcome take(Supplier<ProxyConfig> reading) {
        waiting = Optional.empty();
        try {
            ProxyConfig next = reading.get();
            Outcome outcome = attempt(next);
            waiting = refusal.filter(Refusal::passing)
                    .map(why -> new Waiting(next, new HashSet<>(Set.of(why.reason())), Retry.NEXT));
            return outcome;
        } catch (ConfigException e) {
            return refuse(new Refusal(String.join("; ", e.problems()), false, Optional.empty()));
        }
    }

    /** Tries again what waits, when it is time; tells what came of it, but each reason once. */
    Optional<Outcome> look() {
        Optional<Waiting> looked = waiting.map(each -> each.at(each.retry().look()));
        waiting = looked;
        return looked.filter(each -> each.retry().isDue() && mayRun()).flatMap(this::again);
    }

    /** Asked first, since to bind in earnest lets clients in at the other listeners for a moment. */
    private boolean mayRun() {
        return refusal.flatMap(Refusal::address).map(AddressProbe::looksFree).orElse(true);
    }

    private Optional<Outcome> again(Waiting tried) {
        Outcome outcome = attempt(tried.next());
        Optional<Refusal> why = refusal;
        waiting = why.filter(Refusal::passing)
                .map(still ->
                        tried.at(still.address().isPresent() ? tried.retry().inVain() : Retry.NEXT));
        boolean known = why.map(still -> !tried.told().add(still.reason())).orElse(false);
        return known ? Optional.empty() : Optional.of(outcome);
    }

    private Outcome attempt(ProxyConfig next) {
        hops.sweep();
        try {
            return switch (Planning.of(running, next, hops.look())) {
                case ReloadPlan.Nothing nothing -> done(ReloadResult.UNCHANGED, "");
                case ReloadPlan.Refused refused ->
                    refuse(new Refusal(String.join("; ", refused.reasons()), refused.passing(), Optional.empty()));
                case ReloadPlan.Steps steps -> {
                    hops.apply(steps);
                    running = next;
                    yield done(ReloadResult.APPLIED, steps.summary());
                }
            };
        } catch (ListenException e) {
            return refuse(new Refusal(String.valueOf(e.getMessage()), e.isPassing(), Optional.of(e.address())));
        } catch (IllegalArgumentException e) {
            return refuse(new Refusal(String.valueOf(e.getMessage()), false, Optional.empty()));
        }
    }

    private Outcome done(ReloadResult result, String detail) {
        refusal = Optional.empty();
        return new Outcome(result, detail);
    }

    private Outcome refuse(Refusal why) {
        refusal = Optional.of(why);
        return new Outcome(ReloadResult.REFUSED, why.text());
    }
}
