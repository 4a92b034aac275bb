package io.github.passage.reload;

import io.github.passage.hop.FtpHop;
import io.github.passage.replica.PeerTls;
import io.github.passage.replica.RenewableTls;
import io.github.passage.telemetry.ReloadResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The files of TLS between replicas, read again when they are renewed. One thread at a time; any may ask for refusals. */
final class PeerFiles {
    private final Map<FtpHop, FileWatch<List<FileState>>> watches = new HashMap<>();
    private final Map<FtpHop, String> refusals = new ConcurrentHashMap<>();

    /** Reads those of the hops that have changed and that nobody is writing; tells what came of it. */
    List<Outcome> look(List<FtpHop> hops) {
        return each(hops, false);
    }

    /** Reads those of the hops, changed or not. */
    List<Outcome> read(List<FtpHop> hops) {
        return each(hops, true);
    }

    /** Why files as they were read last are not in use. */
    List<String> refusals(List<FtpHop> hops) {
        return hops.stream().map(refusals::get).filter(Objects::nonNull).toList();
    }

    private List<Outcome> each(List<FtpHop> hops, boolean asked) {
        watches.keySet().retainAll(hops);
        refusals.keySet().retainAll(hops);
        List<Outcome> outcomes = new ArrayList<>();
        for (FtpHop hop : hops) {
            hop.peerTls().flatMap(tls -> look(hop, tls, asked)).ifPresent(outcomes::add);
        }
        return outcomes;
    }

    private Optional<Outcome> look(FtpHop hop, RenewableTls tls, boolean asked) {
        List<FileState> now = states(tls.files());
        FileWatch<List<FileState>> watch = watches.get(hop);
        // How they looked when the hop began is not known, so the first look reads them, too.
        if (watch == null || asked || watch.isDue(now)) {
            watches.put(hop, FileWatch.of(now));
            return renew(hop, tls, now);
        }
        watches.put(hop, watch.look(now));
        return Optional.empty();
    }

    private Optional<Outcome> renew(FtpHop hop, RenewableTls tls, List<FileState> before) {
        try {
            boolean renewed = tls.renew();
            boolean refused = refusals.remove(hop) != null;
            return renewed || refused
                    ? Optional.of(new Outcome(
                            renewed ? ReloadResult.RENEWED : ReloadResult.UNCHANGED,
                            tls.files().certificate().toString()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            List<FileState> after = states(tls.files());
            if (!after.equals(before)) {
                // They were changed while they were read: they count as never read, until they are the same at the next
                // look.
                watches.put(hop, FileWatch.of(List.<FileState>of()).look(after));
                return Optional.empty();
            }
            String reason = String.valueOf(e.getMessage());
            refusals.put(hop, reason);
            return Optional.of(new Outcome(ReloadResult.REFUSED, reason));
        }
    }

    private static List<FileState> states(PeerTls files) {
        return Stream.of(files.certificate(), files.key(), files.ca())
                .map(FileState::of)
                .toList();
    }
}
