package io.github.passage.config;

import io.github.passage.address.Cidr;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.proxyprotocol.ProxyProtocolSettings;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Placement;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Send;
import io.github.passage.target.ProbeHeader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a hop does with PROXY headers, as far as it could be read. */
final class ProxyProtocolReader {
    private static final String KEY = "proxy-protocol";
    private static final ValueKind<Accept> ACCEPT = Values.oneOf(Accept.values());
    private static final ValueKind<Placement> PLACEMENT = Values.oneOf(Placement.values());
    private static final ValueKind<Send> SEND = Values.oneOf(Send.values());
    private static final ValueKind<Cidr> TRUSTED = new ValueKind<>(
            "the networks of the load balancers whose headers are believed, for example [ 10.1.0.0/16 ]",
            Values.NETWORK.parser());
    private static final ValueKind<Duration> TIMEOUT =
            Quantities.duration(Duration.ofMillis(1), Duration.ofHours(1), "1ms to 1h");

    private final Optional<Accept> accept;
    private final Optional<Placement> header;
    private final List<Cidr> trusted;
    private final Optional<Duration> timeout;
    private final Optional<Send> send;

    private ProxyProtocolReader(Section section, boolean whole) {
        accept = section.required("accept", ACCEPT);
        header = section.required("header", PLACEMENT);
        trusted = whole && accept.filter(word -> word != Accept.OFF).isPresent()
                ? section.atLeastOne("trusted", TRUSTED)
                : section.list("trusted", TRUSTED);
        timeout = section.required("timeout", TIMEOUT);
        send = section.required("send", SEND);
        section.rejectOthers();
    }

    /** Notes the mistakes in {@code hop-defaults}, which need not be whole. */
    static void check(Section defaults) {
        defaults.child(KEY).ifPresent(section -> new ProxyProtocolReader(section, false));
    }

    /** Reads those of a hop, and notes a passive address that does not go with them. */
    static Optional<ProxyProtocolReader> read(Section hop, Optional<PassiveAddressPolicy> passiveAddress) {
        Optional<ProxyProtocolReader> read = hop.child(KEY).map(section -> new ProxyProtocolReader(section, true));
        read.flatMap(protocol -> protocol.accept)
                .filter(Accept.OFF::equals)
                .flatMap(off -> passiveAddress)
                .filter(PassiveAddressPolicy::usesHeader)
                .ifPresent(policy -> hop.mismatch(
                        "passive-address",
                        "proxy-protocol.accept = required or optional beside what goes by the PROXY header"));
        return read;
    }

    /** The load balancers' networks; none where no header is read. */
    List<Cidr> trusted() {
        return accept.filter(word -> word != Accept.OFF).isPresent() ? trusted : List.of();
    }

    /** What probes of targets begin with; to be asked only if no mistake was noted. */
    ProbeHeader probeHeader() {
        return switch (send.orElseThrow()) {
            case OFF -> ProbeHeader.NONE;
            case V1 -> ProbeHeader.V1;
            case V2 -> ProbeHeader.V2;
        };
    }

    /** The settings; to be asked only if no mistake was noted. */
    ProxyProtocolSettings settings() {
        return new ProxyProtocolSettings(
                accept.orElseThrow(), header.orElseThrow(), trusted, timeout.orElseThrow(), send.orElseThrow());
    }
}
