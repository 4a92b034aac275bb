package io.github.passage.config;

import io.github.passage.address.Cidr;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.replica.PeerAddress;
import io.github.passage.replica.PeerTls;
import io.github.passage.replica.ReplicaSettings;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the section {@code replicas} of a hop. */
final class ReplicaReader {
    private static final int USUAL_SLOTS = 8;
    private static final int MOST_SLOTS = 65535;
    private static final InetSocketAddress USUAL_LISTEN = new InetSocketAddress("::", 9622);
    private static final ValueKind<Integer> SLOTS = Values.number(1, MOST_SLOTS);
    private static final String ORDINAL_EXPECTED = "auto, or a number from 0";
    private static final ValueKind<OptionalInt> ORDINAL = ValueKind.text(
            ORDINAL_EXPECTED,
            text -> text.equals("auto") ? OptionalInt.empty() : OptionalInt.of(Values.inRange(text, 0, MOST_SLOTS)));
    private static final ValueKind<PeerAddress> PEER = ValueKind.text(
            "host:port with {ordinal}, for example \"passage-{ordinal}.passage-peers:9622\"", PeerAddress::new);
    private static final ValueKind<Path> FILE = ValueKind.text("a file's path", text -> {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("no path", e);
        }
    });

    private final HostName host;

    /**
     * For the machine that it runs on, or another in tests.
     *
     * @param host whose number is the ordinal {@code auto}
     */
    ReplicaReader(HostName host) {
        this.host = host;
    }

    /** The settings; empty if there are no other replicas, or a value is wrong, which is noted. */
    Optional<ReplicaSettings> read(Section hop, Optional<PortRange> dataPorts) {
        if (!hop.has("replicas")) {
            return Optional.empty();
        }
        hop.optional("auth", Values.AUTH)
                .filter(AuthMode.PASS::equals)
                .ifPresent(pass -> hop.mismatch(
                        "auth",
                        "refuse, since an encrypted session's data connections cannot be told to come to one replica's"
                                + " ports"));
        return hop.child("replicas").flatMap(section -> settings(section, dataPorts));
    }

    private Optional<ReplicaSettings> settings(Section section, Optional<PortRange> dataPorts) {
        Optional<Integer> slots = section.has("slots") ? section.required("slots", SLOTS) : Optional.of(USUAL_SLOTS);
        OptionalInt ordinal = ordinal(section);
        Optional<PeerAddress> peer = section.required("peer", PEER);
        Optional<InetSocketAddress> listen =
                section.has("listen") ? section.required("listen", Values.LISTEN) : Optional.of(USUAL_LISTEN);
        List<Cidr> trusted = section.has("trusted") ? section.list("trusted", Values.NETWORK) : List.of();
        Optional<PeerTls> tls =
                section.has("tls") ? section.child("tls").flatMap(ReplicaReader::tls) : Optional.empty();
        section.rejectOthers();
        if (trusted.isEmpty() && !section.has("tls")) {
            section.mismatch("trusted", "the networks of the other replicas, such as 10.1.0.0/16, or tls");
        }
        listen.filter(address -> address.getPort() == 0
                        || dataPorts
                                .filter(ports -> ports.contains(address.getPort()))
                                .isPresent())
                .ifPresent(address -> section.mismatch(
                        "listen",
                        "a port from 1 to 65535"
                                + dataPorts
                                        .map(ports -> " outside data-ports " + ports)
                                        .orElse("")));
        if (!fits(section, slots, ordinal, dataPorts) || peer.isEmpty() || listen.isEmpty()) {
            return Optional.empty();
        }
        return trusted.isEmpty() && tls.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReplicaSettings(
                        slots.orElseThrow(), ordinal.getAsInt(), peer.get(), listen.get(), trusted, tls));
    }

    private OptionalInt ordinal(Section section) {
        Optional<OptionalInt> given =
                section.has("ordinal") ? section.required("ordinal", ORDINAL) : Optional.of(OptionalInt.empty());
        if (given.isEmpty() || given.get().isPresent()) {
            return given.orElse(OptionalInt.empty());
        }
        OptionalInt found = host.number();
        if (found.isEmpty()) {
            section.mismatch(
                    "ordinal",
                    "a number from 0, since the host name \"" + host.text() + "\" does not end in one, as passage-0");
        }
        return found;
    }

    private static boolean fits(
            Section section, Optional<Integer> slots, OptionalInt ordinal, Optional<PortRange> dataPorts) {
        if (slots.isEmpty() || ordinal.isEmpty()) {
            return false;
        }
        if (dataPorts.isPresent() && slots.get() > dataPorts.get().size()) {
            section.mismatch(
                    "slots",
                    "at most " + dataPorts.get().size() + ", one for each of the data-ports " + dataPorts.get());
            return false;
        }
        if (ordinal.getAsInt() >= slots.get()) {
            section.problem(
                    "ordinal",
                    ordinal.getAsInt() + " (expected: below slots " + slots.get()
                            + ", the largest number of replicas)");
            return false;
        }
        return true;
    }

    private static Optional<PeerTls> tls(Section section) {
        Optional<Path> certificate = section.required("certificate", FILE);
        Optional<Path> key = section.required("key", FILE);
        Optional<Path> ca = section.required("ca", FILE);
        section.rejectOthers();
        return certificate.isEmpty() || key.isEmpty() || ca.isEmpty()
                ? Optional.empty()
                : Optional.of(new PeerTls(certificate.get(), key.get(), ca.get()));
    }
}
