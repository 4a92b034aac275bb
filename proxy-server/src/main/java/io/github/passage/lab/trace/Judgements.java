package io.github.passage.lab.trace;

import io.github.passage.lab.predict.Fix;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.topology.Client;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.verdict.Cause;
import io.github.passage.lab.verdict.Failure;
import io.github.passage.lab.verdict.Step;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Completes verdicts: the cause where only the predictor knows it, and what would help. */
final class Judgements {
    private static final int MOST_FIXES = 4;

    private final Atlas atlas;
    private volatile Supplier<World> world;
    private final Remedies remedies;

    Judgements(Atlas atlas) {
        this.atlas = atlas;
        this.world = () -> World.of(atlas.topology());
        this.remedies = new Remedies(() -> world.get(), ProfileFiles::shipped);
    }

    void world(Supplier<World> now) {
        world = now;
    }

    Judgement of(Story story, Verdict verdict) {
        if (verdict.success()) {
            return new Judgement(story.session(), Optional.empty(), verdict.sentences(), List.of());
        }
        List<String> sentences = new ArrayList<>(verdict.sentences());
        Optional<Failure> failure = verdict.failure().map(this::simulated);
        List<String> helps = new ArrayList<>(verdict.helps());
        Optional<NetworkInterface> entry = isForetold() ? entry(story) : Optional.empty();
        Client client =
                atlas.client(story.client().getAddress(), story.session().hop());
        Profile seen = SeenClient.of(story.byEpsv(), story.dialsControl());
        if (entry.isPresent() && isUnknown(failure)) {
            Optional<Failure> foretold = remedies.why(client, entry.get(), seen);
            foretold.ifPresent(known ->
                    sentences.add("Why (foretold, not seen): " + known.cause().words() + "."));
            failure = foretold.or(() -> verdict.failure().map(this::simulated));
        }
        boolean isOfData = failure.map(known ->
                        known.cause() != Cause.CLIENT_LEFT && known.address().isPresent())
                .orElse(false);
        if (entry.isPresent() && helps.isEmpty() && isOfData) {
            remedies.of(client, entry.get(), seen).stream()
                    .limit(MOST_FIXES)
                    .map(Fix::inWords)
                    .forEach(helps::add);
        }
        if (!helps.isEmpty()) {
            sentences.add("What helps: " + String.join("; ", helps) + ".");
        }
        return new Judgement(story.session(), failure, sentences, helps);
    }

    /** What a server outside the lab announces is not known. */
    private boolean isForetold() {
        return atlas.topology().servers().stream()
                .allMatch(server -> server.external().isEmpty());
    }

    /** A connection that the lab has not seen arrive whole; why it broke later, no forecast tells. */
    private static boolean isUnknown(Optional<Failure> failure) {
        return failure.filter(known -> known.cause() == Cause.UNKNOWN && known.step() == Step.DATA_CONNECT)
                .isPresent();
    }

    private Optional<NetworkInterface> entry(Story story) {
        return atlas.topology().interfaces().stream()
                .filter(each -> each.name().equals(story.session().hop()))
                .findFirst();
    }

    private Failure simulated(Failure real) {
        Optional<InetAddress> shown = real.address()
                .map(address -> address instanceof Inet4Address v4 && !address.isAnyLocalAddress()
                        ? atlas.plan().simulated(v4).orElse(v4)
                        : address);
        return new Failure(real.step(), shown, real.announcer(), real.cause());
    }
}
