package io.github.passage.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.passage.doctor.EndpointFacts.Epsv;
import io.github.passage.doctor.EndpointFacts.Handshake;
import io.github.passage.doctor.EndpointFacts.Listing;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.EndpointFacts.Tls;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * A diagnosis for programs. The keys stay as they are; others may be added. A key whose value was not measured is absent. Names
 * are lower case with hyphens, addresses {@code host:port} without names, times milliseconds.
 *
 * <ul>
 *   <li>{@code endpoint}: {@code host}, {@code port}, {@code user}; {@code exitCode}
 *   <li>{@code control}: {@code resolved}, {@code dials}, {@code local}
 *   <li>{@code greeting}: {@code speech} (ftp, implicit-ftps, tls, ssh, http, smtp, silence, closed, other, none), {@code
 *       answer}
 *   <li>{@code features}: {@code names}, {@code answer}
 *   <li>{@code tls}: {@code answer}, {@code handshake} ({@code done}, {@code detail}, {@code certificate} ({@code subject}, {@code
 *       notAfter}, {@code problem}))
 *   <li>{@code login}: {@code outcome} (accepted, refused, needs-tls, hangs, not-tried), {@code command}, {@code encrypted}, {@code
 *       answer}
 *   <li>{@code epsv}: {@code answer}, {@code port}, {@code dial}, {@code listing}
 *   <li>{@code pasv}: {@code answer}, {@code announced}, {@code oddities}, {@code atAnnounced}, {@code atControl}, {@code listing}
 *   <li>{@code findings}: each {@code id}, {@code severity} (breaks-all, breaks-some, not-examined, note), {@code what}, {@code why},
 *       {@code fixes} (each {@code where}, {@code change})
 *   <li>{@code programs}: each {@code programs}, {@code works}, {@code why}
 * </ul>
 *
 * <p>An answer has {@code state} (replied, silent, closed, garbled, not-asked), {@code code}, {@code lines}; a dial {@code address},
 * {@code outcome} (open, refused, timed-out, unreachable, reset), {@code millis}; a listing {@code complete}, {@code bytes}, {@code
 * answer}.
 */
public final class JsonReport {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonReport() {}

    /** The report as an indented JSON object. */
    public static String of(Diagnosis diagnosis) {
        EndpointFacts facts = diagnosis.facts();
        ObjectNode root = JSON.objectNode();
        ObjectNode endpoint = root.putObject("endpoint");
        endpoint.put("host", facts.endpoint().host())
                .put("port", facts.endpoint().port());
        facts.endpoint().user().ifPresent(user -> endpoint.put("user", user));
        root.put("exitCode", diagnosis.exitCode());
        root.set("control", control(facts.reach()));
        root.putObject("greeting")
                .put("speech", name(facts.greeting().speech()))
                .set("answer", answer(facts.greeting().answer()));
        ObjectNode features = root.putObject("features");
        features.set("names", strings(facts.features().names()));
        features.set("answer", answer(facts.features().answer()));
        root.set("tls", tls(facts.tls()));
        root.putObject("login")
                .put("outcome", name(facts.login().outcome()))
                .put("command", facts.login().command())
                .put("encrypted", facts.login().encrypted())
                .set("answer", answer(facts.login().answer()));
        root.set("epsv", epsv(facts.epsv()));
        root.set("pasv", pasv(facts.pasv()));
        ArrayNode findings = root.putArray("findings");
        diagnosis.findings().forEach(finding -> findings.add(finding(finding)));
        ArrayNode programs = root.putArray("programs");
        diagnosis
                .forecasts()
                .forEach(forecast -> programs.addObject()
                        .put("works", forecast.works())
                        .put("why", forecast.why())
                        .set("programs", strings(forecast.programs())));
        return root.toPrettyString();
    }

    private static ObjectNode control(EndpointFacts.Reach reach) {
        ObjectNode control = JSON.objectNode();
        ArrayNode resolved = control.putArray("resolved");
        reach.resolved().forEach(address -> resolved.add(address.getHostAddress()));
        ArrayNode dials = control.putArray("dials");
        reach.dials().forEach(dial -> dials.add(dial(dial)));
        reach.local().ifPresent(local -> control.put("local", Dial.shown(local)));
        return control;
    }

    private static ObjectNode tls(Tls tls) {
        ObjectNode shown = JSON.objectNode();
        shown.set("answer", answer(tls.auth()));
        tls.handshake().ifPresent(handshake -> shown.set("handshake", handshake(handshake)));
        return shown;
    }

    private static ObjectNode handshake(Handshake handshake) {
        ObjectNode shown = JSON.objectNode().put("done", handshake.done()).put("detail", handshake.detail());
        handshake.certificate().ifPresent(certificate -> {
            ObjectNode node = shown.putObject("certificate");
            node.put("subject", certificate.subject())
                    .put("notAfter", certificate.notAfter().toString());
            certificate.problem().ifPresent(problem -> node.put("problem", problem));
        });
        return shown;
    }

    private static ObjectNode epsv(Epsv epsv) {
        ObjectNode shown = JSON.objectNode();
        shown.set("answer", answer(epsv.answer()));
        epsv.port().ifPresent(port -> shown.put("port", port));
        put(shown, "dial", epsv.dial());
        epsv.listing().ifPresent(listing -> shown.set("listing", listing(listing)));
        return shown;
    }

    private static ObjectNode pasv(Pasv pasv) {
        ObjectNode shown = JSON.objectNode();
        shown.set("answer", answer(pasv.answer()));
        pasv.announced()
                .map((InetSocketAddress address) -> Dial.shown(address))
                .ifPresent(a -> shown.put("announced", a));
        shown.set(
                "oddities",
                strings(pasv.oddities().stream().map(JsonReport::name).sorted().toList()));
        put(shown, "atAnnounced", pasv.atAnnounced());
        put(shown, "atControl", pasv.atControl());
        pasv.listing().ifPresent(listing -> shown.set("listing", listing(listing)));
        return shown;
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode shown = JSON.objectNode()
                .put("id", finding.id())
                .put("severity", name(finding.severity()))
                .put("what", finding.what())
                .put("why", finding.why());
        ArrayNode fixes = shown.putArray("fixes");
        finding.fixes()
                .forEach(fix -> fixes.addObject().put("where", fix.where()).put("change", fix.change()));
        return shown;
    }

    private static void put(ObjectNode node, String key, Optional<Dial> dial) {
        dial.ifPresent(seen -> node.set(key, dial(seen)));
    }

    private static ObjectNode dial(Dial dial) {
        return JSON.objectNode()
                .put("address", dial.shownAddress())
                .put("outcome", name(dial.outcome()))
                .put("millis", dial.took().toMillis());
    }

    private static ObjectNode listing(Listing listing) {
        ObjectNode shown = JSON.objectNode().put("complete", listing.complete()).put("bytes", listing.bytes());
        shown.set("answer", answer(listing.answer()));
        return shown;
    }

    private static ObjectNode answer(Answer answer) {
        ObjectNode shown = JSON.objectNode().put("state", name(answer.state()));
        if (answer.code() != 0) {
            shown.put("code", answer.code());
        }
        shown.set("lines", strings(answer.lines()));
        return shown;
    }

    private static ArrayNode strings(Collection<String> texts) {
        ArrayNode array = JSON.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
