package io.github.passage.doctor;

import io.github.passage.doctor.Finding.Fix;
import java.util.List;
import java.util.stream.Collectors;

/** What kept the examination from coming to a login: no name, no way, no FTP. */
final class ArrivalFindings {
    private ArrivalFindings() {}

    static Finding of(EndpointFacts facts) {
        String said = facts.greeting().answer().inWords();
        return switch (facts.greeting().speech()) {
            case NONE -> facts.reach().resolved().isEmpty() ? unresolved(facts) : unreachable(facts);
            case FTP ->
                all(
                        "greeting-refuses",
                        "The server refuses sessions: " + said,
                        "It is there, but does not serve: too many sessions, an address that it does not admit, or a fault.");
            case IMPLICIT_FTPS ->
                all(
                        "implicit-ftps",
                        "The server speaks TLS from the first byte (implicit FTPS, usually port 990).",
                        "Clients that begin in clear text, as for ftp://, wait for a greeting that never comes. Neither Passage nor"
                                + " AWS Transfer Family does implicit FTPS.",
                        new Fix("Server", "offer explicit FTPS (AUTH TLS) on port 21"),
                        new Fix("Client", "one that knows ftps://, for example curl or lftp"));
            case TLS ->
                notFtp("not-ftp-tls", "It speaks TLS, but no FTP within: " + said, "Perhaps it is an HTTPS server.");
            case SSH ->
                notFtp(
                        "not-ftp-ssh",
                        "It is an SSH server: " + said,
                        "SFTP is another protocol than FTP; use an SFTP client.");
            case HTTP -> notFtp("not-ftp-http", "It is an HTTP server: " + said, "Use a browser, or another port.");
            case SMTP -> notFtp("not-ftp-smtp", "It is a mail server: " + said, "Use another port.");
            case SILENCE ->
                notFtp(
                        "not-ftp-silence",
                        "It accepts the connection and says nothing, also when spoken to.",
                        "A load balancer or proxy without a server behind it does that, a server that looks up the client's name"
                                + " for long (then a larger --timeout helps), or a program that waits for something else.");
            case CLOSED ->
                notFtp(
                        "not-ftp-closed",
                        "It accepts the connection and closes it without a word.",
                        "A load balancer without a healthy target does that, or a server that does not admit this address.");
            case OTHER -> notFtp("not-ftp", "What it says is no FTP: " + said, "Another service has this port.");
        };
    }

    private static Finding unresolved(EndpointFacts facts) {
        return all(
                "name-unknown",
                "The name " + facts.endpoint().host() + " has no address here.",
                "It is misspelt, not published yet, or known only inside another network.");
    }

    private static Finding unreachable(EndpointFacts facts) {
        String dials = facts.reach().dials().stream()
                .map(dial -> dial.shownAddress() + " " + dial.inWords())
                .collect(Collectors.joining(", "));
        return all(
                "control-unreachable",
                "The control port cannot be reached: " + dials + ".",
                "Refused: nothing listens there. No answer: a firewall or security group drops, or there is no way.");
    }

    private static Finding notFtp(String id, String what, String why) {
        return all(id, what, why);
    }

    private static Finding all(String id, String what, String why, Fix... fixes) {
        return new Finding(id, Severity.BREAKS_ALL, what, why, List.of(fixes));
    }
}
