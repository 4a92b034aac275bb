package io.github.passage.config;

import io.github.passage.address.AccessList;
import io.github.passage.address.PortRange;
import io.github.passage.control.AuthMode;
import io.github.passage.control.EpsvMode;
import io.github.passage.control.FtpSettings;
import io.github.passage.control.SessionTimeouts;
import io.github.passage.data.DataPeer;
import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.passive.PassiveAddressPolicy;
import java.time.Duration;
import java.util.Optional;

/** How a hop's sessions are treated, as far as it could be read: the keys of a hop below {@code data-ports}. */
final class FtpReading {
    private static final ValueKind<Duration> CONNECT =
            Quantities.duration(Duration.ofMillis(1), Duration.ofMinutes(10), "1ms to 10m");
    private static final ValueKind<Duration> TIMEOUT =
            Quantities.duration(Duration.ofMillis(1), Duration.ofDays(7), "1ms to 7d");
    private static final ValueKind<Integer> LINE = Quantities.size(64, 1 << 20, "64B to 1MiB");
    private static final ValueKind<Integer> LINES = Values.number(1, 65536);

    private final Optional<PortRange> ports;
    private final Optional<PortRange> advertised;
    private final Optional<DataPeer> peer;
    private final Optional<PassiveAddressPolicy> passiveAddress;
    private final Optional<EpsvMode> epsv;
    private final Optional<AuthMode> auth;
    private final Timeouts timeouts;
    private final Limits limits;
    private final Optional<SessionLimitsReading> sessionLimits;

    FtpReading(Section hop) {
        ports = hop.required("data-ports", Values.PORTS);
        advertised = hop.optional("advertised-data-ports", Values.PORTS);
        peer = hop.required("data-peer", Values.DATA_PEER);
        passiveAddress = PassiveAddressReader.read(hop, "passive-address");
        epsv = hop.required("epsv", Values.EPSV);
        auth = hop.required("auth", Values.AUTH);
        timeouts = hop.child("timeouts").map(Timeouts::read).orElse(Timeouts.NONE);
        Optional<Section> bounds = hop.child("limits");
        sessionLimits = bounds.map(SessionLimitsReading::new);
        limits = bounds.map(Limits::read).orElse(Limits.NONE);
        ports.ifPresent(own -> advertised
                .filter(other -> other.size() != own.size())
                .ifPresent(other ->
                        hop.mismatch("advertised-data-ports", own.size() + " ports, as many as data-ports " + own)));
    }

    /** The ports to listen on; empty if they are not valid. */
    Optional<PortRange> ports() {
        return ports;
    }

    /** What clients are told; empty if it is not valid. */
    Optional<PassiveAddressPolicy> passiveAddress() {
        return passiveAddress;
    }

    /** What becomes of AUTH; empty if that is not valid. */
    Optional<AuthMode> auth() {
        return auth;
    }

    /** How long to try to reach the target; to be asked only if no mistake was noted. */
    Duration connectTimeout() {
        return timeouts.connect().orElseThrow();
    }

    /**
     * The settings; to be asked only if no mistake was noted.
     *
     * @param clients the addresses that may begin sessions
     */
    FtpSettings settings(AccessList clients) {
        PortRange own = ports.orElseThrow();
        return new FtpSettings(
                passiveAddress.orElseThrow(),
                epsv.orElseThrow(),
                auth.orElseThrow(),
                new DataPortSettings(own, advertised.orElse(own), peer.orElseThrow()),
                limits.settings(),
                timeouts.settings(),
                sessionLimits.orElseThrow().settings(clients));
    }

    private record Timeouts(
            Optional<Duration> connect,
            Optional<Duration> login,
            Optional<Duration> controlIdle,
            Optional<Duration> dataIdle,
            Optional<Duration> reservation) {
        private static final Timeouts NONE =
                new Timeouts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        static Timeouts read(Section section) {
            Timeouts read = new Timeouts(
                    section.required("connect", CONNECT),
                    section.required("login", TIMEOUT),
                    section.required("control-idle", TIMEOUT),
                    section.required("data-idle", TIMEOUT),
                    section.required("reservation", TIMEOUT));
            section.rejectOthers();
            return read;
        }

        SessionTimeouts settings() {
            return new SessionTimeouts(
                    login.orElseThrow(), controlIdle.orElseThrow(), dataIdle.orElseThrow(), reservation.orElseThrow());
        }
    }

    private record Limits(
            Optional<Integer> commandLine, Optional<Integer> replyLine, Optional<Integer> heldReplyLines) {
        private static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

        static Limits read(Section section) {
            Limits read = new Limits(
                    section.required("command-line", LINE),
                    section.required("reply-line", LINE),
                    section.required("held-reply-lines", LINES));
            section.rejectOthers();
            return read;
        }

        LineLimits settings() {
            return new LineLimits(commandLine.orElseThrow(), replyLine.orElseThrow(), heldReplyLines.orElseThrow());
        }
    }
}
