package io.github.passage.lab.endpoint;

import io.github.passage.doctor.Answer;
import io.github.passage.doctor.ClientForecasts;
import io.github.passage.doctor.Dial;
import io.github.passage.doctor.EndpointFacts;
import io.github.passage.doctor.EndpointFacts.FormatOddity;
import io.github.passage.doctor.EndpointFacts.Listing;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.ProgramForecast;
import io.github.passage.lab.predict.Forecast;
import io.github.passage.lab.predict.Landing;
import io.github.passage.lab.predict.Meeting;
import io.github.passage.lab.predict.Outcome;
import io.github.passage.lab.predict.Predictor;
import io.github.passage.lab.profile.Liberty;
import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.Plan;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.Tls;
import io.github.passage.lab.verdict.Cause;
import io.github.passage.lab.verdict.Failure;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks the predictor what each client program makes of what was measured. */
public final class ProfileForecasts implements ClientForecasts {
    private static final int FAMILY_REFUSED = 522;

    private final Profiles profiles;
    private final Predictor predictor = new Predictor();

    /** Forecasts for these programs. */
    public ProfileForecasts(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public List<ProgramForecast> of(EndpointFacts facts) {
        if (facts.control().isEmpty() || facts.login().outcome() != LoginOutcome.ACCEPTED || isUnexamined(facts)) {
            return List.of();
        }
        Meeting meeting = meeting(facts, facts.control().get().getAddress());
        boolean needsTls = facts.login().encrypted();
        return profiles.groups().stream()
                .flatMap(group -> forecasts(group, meeting, needsTls, facts))
                .toList();
    }

    private static boolean isUnexamined(EndpointFacts facts) {
        return facts.epsv().answer().state() == Answer.State.NOT_ASKED
                && facts.pasv().answer().state() == Answer.State.NOT_ASKED;
    }

    private Stream<ProgramForecast> forecasts(
            Profiles.Group group, Meeting meeting, boolean needsTls, EndpointFacts facts) {
        List<String> clear = names(group, needsTls, false);
        Stream<ProgramForecast> shutOut = clear.isEmpty()
                ? Stream.empty()
                : Stream.of(new ProgramForecast(
                        clear, false, "the server demands TLS, and there is no sign that it can do explicit TLS"));
        List<String> able = names(group, needsTls, true);
        return able.isEmpty() ? shutOut : Stream.concat(Stream.of(forecast(able, group, meeting, facts)), shutOut);
    }

    private static List<String> names(Profiles.Group group, boolean needsTls, boolean able) {
        return group.members().stream()
                .filter(profile -> able == (!needsTls || profile.tls().support() == Tls.Support.EXPLICIT))
                .map(profile -> profile.name())
                .toList();
    }

    private ProgramForecast forecast(List<String> names, Profiles.Group group, Meeting meeting, EndpointFacts facts) {
        Optional<Method> first = group.behaviour().plan(meeting.control()).map(Plan::first);
        if (first.filter(method -> isUnanswered(facts, method)).isPresent()) {
            return new ProgramForecast(names, false, "the server does not answer its " + first.get());
        }
        Optional<Forecast> forecast = predictor.forecast(group.behaviour(), meeting);
        if (forecast.isEmpty()) {
            return new ProgramForecast(names, false, "it makes no control connections over IPv6");
        }
        Outcome outcome = forecast.get().outcomes().getFirst();
        return new ProgramForecast(
                names,
                outcome.works(),
                outcome.works()
                        ? "by " + outcome.methods().getLast() + ", dialling "
                                + outcome.dialled().getLast().getHostAddress()
                        : outcome.failure().map(Failure::inWords).orElse("it fails"));
    }

    private static boolean isUnanswered(EndpointFacts facts, Method method) {
        Answer.State state = switch (method) {
            case EPSV -> facts.epsv().answer().state();
            case PASV -> facts.pasv().answer().state();
            case ACTIVE -> Answer.State.REPLIED;
        };
        return state == Answer.State.SILENT || state == Answer.State.CLOSED || state == Answer.State.GARBLED;
    }

    private static Meeting meeting(EndpointFacts facts, InetAddress control) {
        Optional<Inet4Address> announced = facts.pasv()
                .announced()
                .map(InetSocketAddress::getAddress)
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast);
        return new Meeting(
                control,
                facts.features().names().stream().anyMatch(name -> name.equalsIgnoreCase("EPSV")),
                epsv(facts),
                announced,
                "the server",
                facts.pasv().oddities().stream().map(ProfileForecasts::liberty).collect(Collectors.toSet()),
                (method, to) -> List.of(landing(facts, control, method, to)));
    }

    private static Meeting.Epsv epsv(EndpointFacts facts) {
        if (facts.epsv().port().isPresent()) {
            return Meeting.Epsv.OFFERED;
        }
        return facts.epsv().answer().code() == FAMILY_REFUSED ? Meeting.Epsv.PROTOCOL_REFUSED : Meeting.Epsv.REFUSED;
    }

    private static Liberty liberty(FormatOddity oddity) {
        return switch (oddity) {
            case NO_PARENTHESES -> Liberty.NO_PARENTHESES;
            case EQUALS_SIGN -> Liberty.EQUALS_SIGN;
            case BLANKS_BETWEEN_NUMBERS -> Liberty.SPACES;
        };
    }

    /** From the dials of EPSV's port and of PASV's at both addresses; what was not dialled does not answer. */
    private static Landing landing(EndpointFacts facts, InetAddress control, Method method, InetAddress to) {
        if (to.isAnyLocalAddress() || (to.isLoopbackAddress() && !control.isLoopbackAddress())) {
            return new Landing.Refused(Optional.empty(), Cause.OWN_HOST);
        }
        boolean isAnnounced = facts.pasv()
                .announced()
                .filter(announced -> to.equals(announced.getAddress()))
                .isPresent();
        Stream<Optional<Dial>> dials = method == Method.EPSV
                ? Stream.of(facts.epsv().dial().filter(dial -> to.equals(control)))
                : Stream.of(
                        facts.pasv().atAnnounced().filter(dial -> isAnnounced),
                        facts.pasv().atControl().filter(dial -> to.equals(control)));
        Optional<Listing> listing =
                method == Method.EPSV ? facts.epsv().listing() : facts.pasv().listing();
        boolean broken = listing.filter(tried -> !tried.complete()).isPresent();
        return dials.flatMap(Optional::stream)
                .findFirst()
                .map(dial -> landing(dial, broken))
                .orElse(new Landing.Silent(Cause.NOT_REACHABLE));
    }

    private static Landing landing(Dial dial, boolean broken) {
        return switch (dial.outcome()) {
            case OPEN -> broken ? new Landing.Refused(Optional.empty(), Cause.CUT) : new Landing.Met();
            case REFUSED, RESET -> new Landing.Refused(Optional.empty(), Cause.CLOSED_PORT);
            case TIMED_OUT, UNREACHABLE -> new Landing.Silent(Cause.NOT_REACHABLE);
        };
    }
}
