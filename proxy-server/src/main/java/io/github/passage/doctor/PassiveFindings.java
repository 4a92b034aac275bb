package io.github.passage.doctor;

import io.github.passage.doctor.Answer.State;
import io.github.passage.doctor.EndpointFacts.Listing;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with passive mode as a whole; what is wrong with EPSV or PASV alone is said by others. */
final class PassiveFindings {
    private PassiveFindings() {}

    static List<Finding> of(EndpointFacts facts) {
        Answer epsv = facts.epsv().answer();
        Answer pasv = facts.pasv().answer();
        boolean looked = epsv.state() != State.NOT_ASKED || pasv.state() != State.NOT_ASKED;
        if (!looked) {
            return List.of();
        }
        if (facts.login().outcome() == LoginOutcome.NOT_TRIED && epsv.refuses() && pasv.refuses()) {
            return List.of(notExamined(epsv));
        }
        if (broken(epsv) && (broken(pasv) || pasv.state() == State.NOT_ASKED)) {
            return List.of(hangs(facts));
        }
        if (epsv.refuses() && pasv.refuses()) {
            return List.of(pasv.isOf(4) ? noPort(pasv) : activeOnly(pasv));
        }
        List<Finding> found = new ArrayList<>();
        EpsvFindings.of(facts).ifPresent(found::add);
        found.addAll(PasvFindings.of(facts));
        listing(facts).ifPresent(found::add);
        return found;
    }

    private static boolean broken(Answer answer) {
        return answer.state() == State.SILENT || answer.state() == State.CLOSED || answer.state() == State.GARBLED;
    }

    private static Finding notExamined(Answer answer) {
        return new Finding(
                "passive-not-examined",
                Severity.NOT_EXAMINED,
                "Passive mode could not be looked at without a login: " + answer.inWords(),
                "The server answers EPSV and PASV only after a login.",
                List.of(new Fix("Here", "name a user: ftp://user@host/")));
    }

    private static Finding hangs(EndpointFacts facts) {
        boolean loggedIn = facts.login().outcome() == LoginOutcome.ACCEPTED;
        return new Finding(
                loggedIn ? "hangs-after-login" : "hangs",
                Severity.BREAKS_ALL,
                (loggedIn ? "The login works, and then EPSV brings: " : "EPSV brings: ")
                        + facts.epsv().answer().inWords() + "; PASV: "
                        + facts.pasv().answer().inWords() + ".",
                "The session is dead: the server waits for its storage or home directory, or something between drops packets.",
                List.of(new Fix("Server", "its log says what it waits for")));
    }

    private static Finding activeOnly(Answer pasv) {
        return new Finding(
                "active-only",
                Severity.BREAKS_ALL,
                "The server refuses EPSV and PASV: " + pasv.inWords(),
                "Only active mode (PORT) is left, for which the server must be able to connect to the client: not through a NAT,"
                        + " not from a cloud.",
                List.of(
                        new Fix("vsftpd", "pasv_enable=YES"),
                        new Fix("Server", "permit passive mode, and give it a port range that firewalls pass")));
    }

    private static Finding noPort(Answer pasv) {
        return new Finding(
                "no-data-port",
                Severity.BREAKS_ALL,
                "The server has no data port to offer: " + pasv.inWords(),
                "All its passive ports are taken, or it cannot bind the address that it is told to announce.",
                List.of(
                        new Fix("Server", "a larger range of passive ports"),
                        new Fix("Passage", "shares data ports among client addresses, in front of the server")));
    }

    /** A connection that opens and brings no bytes is as bad as none. */
    private static Optional<Finding> listing(EndpointFacts facts) {
        Optional<Listing> failed = Stream.of(
                        facts.epsv().listing(), facts.pasv().listing())
                .flatMap(Optional::stream)
                .filter(listing -> !listing.complete())
                .findFirst();
        return failed.map(listing -> resumption(listing.answer())
                ? new Finding(
                        "tls-resumption-demanded",
                        Severity.BREAKS_SOME,
                        "The server refuses data connections that do not resume the TLS session: "
                                + listing.answer().inWords(),
                        "Programs that cannot do that fail: python ftplib, perl Net::FTP, commons-net, ftp4j, PHP's ftps://. Nor"
                                + " can this doctor, so whether bytes come is not known.",
                        List.of(
                                new Fix("AWS Transfer Family", "TlsSessionResumptionMode = ENABLED"),
                                new Fix("vsftpd", "require_ssl_reuse=NO"),
                                new Fix("ProFTPD", "TLSOptions NoSessionReuseRequired")))
                : new Finding(
                        "listing-fails",
                        Severity.BREAKS_ALL,
                        "The data connection opens, and LIST over it fails after " + listing.bytes() + " bytes: "
                                + listing.answer().inWords(),
                        "The connection was taken for another client's, came from an address that the server does not expect,"
                                + " or ends at something between that does not pass it on.",
                        List.of(new Fix(
                                "Load balancer",
                                "control and data connections of a client must reach the same server, by one source"
                                        + " address; no health checks on data ports"))));
    }

    private static boolean resumption(Answer answer) {
        String text = answer.text().toLowerCase(Locale.ROOT);
        return text.contains("reuse") || text.contains("resum");
    }
}
