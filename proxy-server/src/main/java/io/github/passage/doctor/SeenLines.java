package io.github.passage.doctor;

import io.github.passage.doctor.Answer.State;
import io.github.passage.doctor.EndpointFacts.Certificate;
import io.github.passage.doctor.EndpointFacts.Epsv;
import io.github.passage.doctor.EndpointFacts.Listing;
import io.github.passage.doctor.EndpointFacts.Login;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.EndpointFacts.Reach;
import io.github.passage.doctor.EndpointFacts.Tls;
import java.net.InetAddress;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was measured, a line for each step, the step's name in a column of its own. */
final class SeenLines {
    private SeenLines() {}

    static List<String> of(EndpointFacts facts) {
        List<String> lines = new ArrayList<>();
        reach(facts.reach(), lines);
        if (facts.control().isEmpty()) {
            return lines;
        }
        add(lines, "greeting", facts.greeting().answer().inWords());
        if (facts.features().answer().state() == State.NOT_ASKED) {
            return lines;
        }
        add(lines, "features", features(facts));
        tls(facts.tls(), lines);
        add(lines, "login", login(facts.login(), facts.endpoint().user()));
        epsv(facts.epsv(), lines);
        pasv(facts.pasv(), lines);
        return lines;
    }

    private static void add(List<String> lines, String step, String text) {
        lines.add("%-12s%s".formatted(step, text));
    }

    private static void reach(Reach reach, List<String> lines) {
        String addresses =
                reach.resolved().stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
        add(lines, "addresses", addresses.isEmpty() ? "none" : addresses);
        reach.dials()
                .forEach(dial -> add(
                        lines,
                        "control",
                        dial.shownAddress() + " " + dial.inWords()
                                + reach.local()
                                        .filter(local -> dial.open())
                                        .map(local -> ", from " + Dial.shown(local))
                                        .orElse("")));
    }

    private static String features(EndpointFacts facts) {
        return facts.features().names().isEmpty()
                ? facts.features().answer().inWords()
                : String.join(", ", facts.features().names());
    }

    private static void tls(Tls tls, List<String> lines) {
        String handshake = tls.handshake()
                .map(made ->
                        made.done() ? "; handshake done, " + made.detail() : "; handshake failed: " + made.detail())
                .orElse("");
        add(lines, "AUTH TLS", tls.auth().inWords() + handshake);
        tls.handshake()
                .flatMap(EndpointFacts.Handshake::certificate)
                .ifPresent(certificate -> add(lines, "", certificate(certificate)));
    }

    private static String certificate(Certificate certificate) {
        return "certificate of " + certificate.subject() + ", until "
                + certificate.notAfter().atZone(ZoneOffset.UTC).toLocalDate()
                + certificate
                        .problem()
                        .map(problem -> "; a client that checks refuses it")
                        .orElse("; valid here");
    }

    private static String login(Login login, Optional<String> user) {
        String who = user.map(name -> name + ": ").orElse("");
        return switch (login.outcome()) {
            case NOT_TRIED -> login.answer().inWords();
            case ACCEPTED, REFUSED, NEEDS_TLS, HANGS ->
                who + login.command() + ": " + login.answer().inWords() + (login.encrypted() ? " (over TLS)" : "");
        };
    }

    private static void epsv(Epsv epsv, List<String> lines) {
        add(lines, "EPSV", epsv.answer().inWords());
        epsv.dial().ifPresent(dial -> add(lines, "", dialled(dial, "") + listed(epsv.listing())));
    }

    private static void pasv(Pasv pasv, List<String> lines) {
        add(lines, "PASV", pasv.answer().inWords());
        boolean listedLiterally = pasv.announcedOpen();
        pasv.atAnnounced()
                .ifPresent(dial -> add(
                        lines, "", dialled(dial, ", as announced") + (listedLiterally ? listed(pasv.listing()) : "")));
        pasv.atControl()
                .ifPresent(dial -> add(
                        lines,
                        "",
                        dialled(dial, ", the control address") + (listedLiterally ? "" : listed(pasv.listing()))));
    }

    private static String dialled(Dial dial, String which) {
        return dial.shownAddress() + " " + dial.inWords() + which;
    }

    private static String listed(Optional<Listing> listing) {
        return listing.map(seen -> seen.complete()
                        ? "; LIST brought " + seen.bytes() + " bytes"
                        : "; LIST failed after " + seen.bytes() + " bytes: "
                                + seen.answer().inWords())
                .orElse("");
    }
}
