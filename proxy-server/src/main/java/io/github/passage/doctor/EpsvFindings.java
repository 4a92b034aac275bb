package io.github.passage.doctor;

import io.github.passage.doctor.Answer.State;
import io.github.passage.doctor.EndpointFacts.Epsv;
import io.github.passage.doctor.Finding.Fix;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;

/** What is wrong with EPSV, where PASV is not wrong in the same way. */
final class EpsvFindings {
    private static final int NETWORK_PROTOCOL_NOT_SUPPORTED = 522;
    private static final String FIRST_TO_SEND_IT =
            "curl, rclone, basic-ftp, aioftp, busybox, tnftp, gftp, lynx and the JDK send EPSV first";

    private EpsvFindings() {}

    static Optional<Finding> of(EndpointFacts facts) {
        Epsv epsv = facts.epsv();
        boolean pasvReachable = facts.pasv().announcedOpen() || facts.pasv().controlOpen();
        if (epsv.answer().state() != State.REPLIED) {
            return epsv.answer().state() == State.NOT_ASKED ? Optional.empty() : Optional.of(hangs(epsv.answer()));
        }
        if (epsv.answer().refuses()) {
            return Optional.of(overIpv6(facts) ? refusedOverIpv6(epsv.answer()) : refused(epsv.answer()));
        }
        if (epsv.port().isEmpty()) {
            return Optional.of(unreadable(epsv.answer()));
        }
        // Where PASV's port is dead at the same address too, that is one fault and is said once.
        boolean saidByPasv = facts.pasv().announced().isPresent() && !pasvReachable;
        return epsv.dial().filter(dial -> !dial.open() && !saidByPasv).map(dial -> dead(dial, pasvReachable));
    }

    static boolean overIpv6(EndpointFacts facts) {
        return facts.control()
                .filter(control -> control.getAddress() instanceof Inet6Address)
                .isPresent();
    }

    private static Finding hangs(Answer answer) {
        return new Finding(
                "hangs-after-epsv",
                Severity.BREAKS_SOME,
                "EPSV brings: " + answer.inWords() + "; PASV is answered.",
                FIRST_TO_SEND_IT + ", and wait; a firewall that knows only PASV is a likely cause.",
                List.of(new Fix(
                        "Passage", "epsv = refuse (--epsv refuse) answers 500, after which they go on to PASV")));
    }

    private static Finding refused(Answer answer) {
        boolean fatal = answer.code() == NETWORK_PROTOCOL_NOT_SUPPORTED;
        return new Finding(
                "epsv-refused",
                fatal ? Severity.BREAKS_SOME : Severity.NOTE,
                "EPSV is refused: " + answer.inWords(),
                fatal
                        ? "After 522 aioftp, promise-ftp, gftp, the JDK and lftp with ftp:prefer-epsv do not go on to PASV."
                        : "Clients go on to PASV, so everything depends on the address that its reply announces.",
                fatal ? List.of(new Fix("Passage", "epsv = refuse (--epsv refuse) answers 500 instead")) : List.of());
    }

    private static Finding refusedOverIpv6(Answer answer) {
        return new Finding(
                "epsv-refused-over-ipv6",
                Severity.BREAKS_SOME,
                "The control connection is IPv6, and EPSV is refused: " + answer.inWords(),
                "A 227 can only announce IPv4: curl, lftp, wget, python ftplib, perl Net::FTP and others give up.",
                List.of(new Fix("Server", "permit EPSV"), new Fix("Name", "publish only its IPv4 address")));
    }

    private static Finding unreadable(Answer answer) {
        return new Finding(
                "epsv-unreadable",
                Severity.BREAKS_SOME,
                "The reply to EPSV names no port: " + answer.inWords(),
                "The form is 229 text (|||port|) (RFC 2428). " + FIRST_TO_SEND_IT + ".",
                List.of(new Fix("Passage", "epsv = refuse (--epsv refuse) sends clients to PASV")));
    }

    private static Finding dead(Dial dial, boolean pasvReachable) {
        return new Finding(
                "epsv-port-dead",
                pasvReachable ? Severity.BREAKS_SOME : Severity.BREAKS_ALL,
                "EPSV announces a port that cannot be reached: " + dial.shownAddress() + " " + dial.inWords() + ".",
                FIRST_TO_SEND_IT + "; of these only curl and basic-ftp go on to PASV when the port is dead.",
                List.of(
                        new Fix(
                                "Firewall, NAT or load balancer",
                                "pass the ports that EPSV announces, as those of PASV"),
                        new Fix(
                                "Passage",
                                "epsv = refuse (--epsv refuse) answers 500, after which they go on to PASV")));
    }
}
