package io.github.passage.doctor;

import io.github.passage.doctor.Answer.State;
import io.github.passage.doctor.EndpointFacts.FormatOddity;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.Finding.Fix;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with PASV, and with the address and port that it announces. */
final class PasvFindings {
    private static final String NO_EPSV_ON_IPV4 =
            "lftp, wget, ncftp, ftp-ssl, python ftplib, perl Net::FTP, ruby Net::FTP, PHP, commons-net and FileZilla never send"
                    + " EPSV on IPv4 by default";

    private PasvFindings() {}

    static List<Finding> of(EndpointFacts facts) {
        // Over IPv6 clients send EPSV, and what PASV would say matters to nobody while that works.
        if (facts.pasv().answer().state() == State.NOT_ASKED
                || (EpsvFindings.overIpv6(facts) && facts.epsv().works())) {
            return List.of();
        }
        Answer answer = facts.pasv().answer();
        if (answer.code() != 227 || facts.pasv().announced().isEmpty()) {
            return List.of(noAddress(facts, answer));
        }
        List<Finding> found = new ArrayList<>();
        address(facts).ifPresent(found::add);
        if (!facts.pasv().oddities().isEmpty()) {
            found.add(oddForm(facts.pasv()));
        }
        return found;
    }

    private static Finding noAddress(EndpointFacts facts, Answer answer) {
        Severity severity = facts.epsv().works() ? Severity.BREAKS_SOME : Severity.BREAKS_ALL;
        if (answer.state() != State.REPLIED) {
            return new Finding(
                    "hangs-after-pasv",
                    severity,
                    "PASV brings: " + answer.inWords() + "; EPSV is answered.",
                    NO_EPSV_ON_IPV4 + ".",
                    List.of(new Fix("Server", "its log says what it waits for")));
        }
        if (answer.code() == 227) {
            return new Finding(
                    "pasv-unreadable",
                    severity,
                    "The reply to PASV has no six numbers that are an address and a port: " + answer.inWords(),
                    "The form that every client reads is 227 Entering Passive Mode (h1,h2,h3,h4,p1,p2).",
                    List.of(new Fix("Server", "announce an IPv4 address, not a name or IPv6")));
        }
        return new Finding(
                "pasv-refused",
                severity,
                "PASV is refused: " + answer.inWords(),
                NO_EPSV_ON_IPV4 + "; some then fall back to active mode.",
                List.of(new Fix("Server", "permit PASV, with an address that clients reach")));
    }

    private static Optional<Finding> address(EndpointFacts facts) {
        AddressFault fault = AddressFault.of(facts);
        return fault == AddressFault.NONE ? Optional.empty() : Optional.of(finding(facts, fault));
    }

    private static Finding finding(EndpointFacts facts, AddressFault fault) {
        Pasv pasv = facts.pasv();
        boolean somebodyArrives =
                pasv.announcedOpen() || pasv.controlOpen() || facts.epsv().works();
        List<Fix> fixes = new ArrayList<>();
        if (fault != AddressFault.PORTS_BLOCKED) {
            controlAddress(facts).ifPresent(address -> fixes.addAll(Fixes.announce(facts, address)));
        }
        if (!somebodyArrives || fault == AddressFault.PORTS_BLOCKED) {
            fixes.add(Fixes.openPorts(facts));
        }
        String alsoClosed = somebodyArrives || fault == AddressFault.PORTS_BLOCKED
                ? ""
                : " Its port does not answer at the control connection's address either.";
        return new Finding(
                fault.id(),
                somebodyArrives ? Severity.BREAKS_SOME : Severity.BREAKS_ALL,
                fault.what(facts) + alsoClosed,
                fault.why(facts),
                fixes);
    }

    private static Optional<String> controlAddress(EndpointFacts facts) {
        return facts.control()
                .map(control -> control.getAddress())
                .filter(Inet4Address.class::isInstance)
                .map(address -> address.getHostAddress());
    }

    private static Finding oddForm(Pasv pasv) {
        List<String> why = new ArrayList<>();
        if (pasv.oddities().contains(FormatOddity.NO_PARENTHESES)) {
            why.add("Without parentheses rclone, ruby Net::FTP, aioftp, weex and aria2 fail.");
        }
        if (pasv.oddities().contains(FormatOddity.EQUALS_SIGN)) {
            why.add("With an equals sign rclone, ruby Net::FTP, aioftp, weex, aria2, the JDK and FileZilla fail.");
        }
        if (pasv.oddities().contains(FormatOddity.BLANKS_BETWEEN_NUMBERS)) {
            why.add(
                    "With blanks between the numbers wget, rclone, busybox, python ftplib, perl Net::FTP, ruby Net::FTP,"
                            + " commons-net, FileZilla and others fail.");
        }
        return new Finding(
                "pasv-form",
                Severity.BREAKS_SOME,
                "The 227 is not of the usual form: " + pasv.answer().inWords(),
                String.join(" ", why),
                List.of(new Fix("Server", "227 Entering Passive Mode (h1,h2,h3,h4,p1,p2) is read by every client")));
    }
}
