package io.github.passage.hop;

import io.github.passage.control.SessionTerms;
import io.github.passage.data.Rendezvous;
import io.github.passage.target.TargetConnector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** What a hop in FTP mode is set to now, and what it was set to before, for as long as sessions of then are there. */
final class FtpTerms {
    private final List<Version> all = new CopyOnWriteArrayList<>();

    /** With its first settings. */
    FtpTerms(Version first) {
        all.add(first);
    }

    Version now() {
        return all.getLast();
    }

    void next(Version next) {
        all.add(next);
    }

    /** Whether any session is there, or about to begin. */
    boolean areInUse() {
        return all.stream().anyMatch(each -> each.terms().areInUse());
    }

    /** Gives up what no session needs any more; whether there was anything. */
    boolean sweep() {
        Version current = now();
        List<Version> over = all.stream()
                .filter(each -> !each.equals(current) && !each.terms().areInUse())
                .toList();
        all.removeAll(over);
        over.stream()
                .map(Version::target)
                .distinct()
                .filter(target -> all.stream().noneMatch(each -> each.target().equals(target)))
                .forEach(TargetConnector::close);
        over.stream()
                .map(Version::rendezvous)
                .distinct()
                .filter(table ->
                        all.stream().noneMatch(each -> each.rendezvous().equals(table)))
                .forEach(Rendezvous::retire);
        return !over.isEmpty();
    }

    /** The settings that anybody needs yet. */
    Stream<FtpHopSettings> settings() {
        return all.stream().map(Version::settings);
    }

    void close() {
        all.stream().map(Version::target).distinct().forEach(TargetConnector::close);
    }

    /**
     * One state of the settings.
     *
     * @param settings as they were given
     * @param terms what sessions make of them
     */
    record Version(FtpHopSettings settings, SessionTerms terms) {
        TargetConnector target() {
            return terms.context().target();
        }

        Rendezvous rendezvous() {
            return terms.context().rendezvous();
        }
    }
}
