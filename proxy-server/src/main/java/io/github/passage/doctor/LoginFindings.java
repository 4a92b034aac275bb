package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.Certificate;
import io.github.passage.doctor.EndpointFacts.Handshake;
import io.github.passage.doctor.EndpointFacts.Login;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with TLS and the login. */
final class LoginFindings {
    private LoginFindings() {}

    static List<Finding> of(EndpointFacts facts) {
        List<Finding> found = new ArrayList<>();
        Optional<Handshake> handshake = facts.tls().handshake();
        boolean demandsTls = facts.login().encrypted() || facts.login().outcome() == LoginOutcome.NEEDS_TLS;
        handshake.filter(made -> !made.done()).ifPresent(made -> found.add(brokenTls(made, demandsTls)));
        if (demandsTls) {
            found.add(tlsOnly(facts.tls().works()));
        }
        handshake
                .flatMap(Handshake::certificate)
                .flatMap(certificate ->
                        certificate.problem().map(problem -> untrusted(certificate, problem, demandsTls)))
                .ifPresent(found::add);
        login(facts.login()).ifPresent(found::add);
        return found;
    }

    private static Finding brokenTls(Handshake handshake, boolean demanded) {
        return new Finding(
                "tls-broken",
                demanded ? Severity.BREAKS_ALL : Severity.BREAKS_SOME,
                "The server offers TLS, and the handshake fails: " + handshake.detail(),
                "Clients that prefer TLS when it is offered fail, or go on in clear text.",
                List.of(
                        new Fix("Server", "mend its certificate, protocols and ciphers, or stop offering AUTH TLS"),
                        new Fix("Passage", "auth = refuse (the default) hides the offer")));
    }

    private static Finding tlsOnly(boolean works) {
        return new Finding(
                "tls-only",
                works ? Severity.BREAKS_SOME : Severity.BREAKS_ALL,
                "The server lets nobody log in without TLS.",
                "Clients without explicit FTPS cannot log in: tnftp, inetutils ftp, ncftp, busybox, aria2, lynx, mc."
                        + " Passive replies are encrypted, so that nothing between can rewrite them.",
                List.of(
                        new Fix("Client", "explicit FTPS, for example curl --ssl-reqd, or lftp with ftp:ssl-force yes"),
                        new Fix(
                                "Passage",
                                "auth = pass forwards it; then the server must announce an address that clients reach, or"
                                        + " they must use EPSV"),
                        new Fix("Server", "vsftpd: force_local_logins_ssl=NO, where clear text is acceptable")));
    }

    private static Finding untrusted(Certificate certificate, String problem, boolean demanded) {
        return new Finding(
                "certificate",
                demanded ? Severity.BREAKS_SOME : Severity.NOTE,
                "A client that checks refuses the certificate of " + certificate.subject() + ": " + problem,
                "curl, wget and lftp check by default; others ask, or do not look.",
                List.of(new Fix(
                        "Server", "a certificate for the name that clients use, from an authority they trust")));
    }

    private static Optional<Finding> login(Login login) {
        String said = login.answer().inWords();
        return switch (login.outcome()) {
            case REFUSED ->
                Optional.of(new Finding(
                        "login-refused",
                        Severity.NOT_EXAMINED,
                        "The login is refused after " + login.command() + ": " + said,
                        "Nothing is known of passive mode, which comes after the login.",
                        List.of(new Fix("Here", "check user and password"))));
            case HANGS ->
                Optional.of(new Finding(
                        "login-hangs",
                        Severity.BREAKS_ALL,
                        "The login breaks off after " + login.command() + ": " + said + ".",
                        "The server waits for something: its user database, a name lookup, or a second server behind it.",
                        List.of(new Fix("Server", "its log says what it waits for"))));
            case ACCEPTED, NEEDS_TLS, NOT_TRIED -> Optional.empty();
        };
    }
}
