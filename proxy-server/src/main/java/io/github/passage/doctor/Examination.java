package io.github.passage.doctor;

import io.github.passage.address.IpLiteral;
import io.github.passage.doctor.EndpointFacts.Epsv;
import io.github.passage.doctor.EndpointFacts.Features;
import io.github.passage.doctor.EndpointFacts.Greeting;
import io.github.passage.doctor.EndpointFacts.Handshake;
import io.github.passage.doctor.EndpointFacts.Login;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.EndpointFacts.Reach;
import io.github.passage.doctor.EndpointFacts.Speech;
import io.github.passage.doctor.EndpointFacts.Tls;
import io.github.passage.doctor.Sessions.Entered;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Measures an endpoint: at most six control connections and four data connections, all closed at the end. Each step is bounded in
 * time and bytes, whatever the other end does.
 */
public final class Examination {
    private static final int MOST_ADDRESSES = 3;
    private static final Duration SPOKEN_TO = Duration.ofSeconds(3);

    private final Endpoint endpoint;
    private final Dialler dialler;
    private final TlsClient tls;

    private Examination(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        this.dialler = new Dialler(patience);
        this.tls = TlsClient.create(endpoint.host(), patience);
    }

    /**
     * Looks at an endpoint. Blocks; a silent endpoint takes several times the patience.
     *
     * @param credentials who logs in; empty to look only at what comes before a login
     * @param patience how long each connect, reply and handshake may take
     */
    public static EndpointFacts of(Endpoint endpoint, Optional<Credentials> credentials, Duration patience) {
        return new Examination(endpoint, patience).examine(credentials);
    }

    private EndpointFacts examine(Optional<Credentials> credentials) {
        List<InetAddress> resolved = resolve();
        List<Dial> dials = new ArrayList<>();
        for (InetAddress address : resolved.subList(0, Math.min(MOST_ADDRESSES, resolved.size()))) {
            InetSocketAddress server = new InetSocketAddress(address, endpoint.port());
            Dialler.Attempt attempt = dialler.control(server);
            dials.add(attempt.dial());
            if (attempt.socket().isPresent()) {
                ControlConnection first = new ControlConnection(attempt.socket().get(), dialler.patience());
                Sessions sessions = new Sessions(server, credentials, dialler, tls);
                return examine(first, new Reach(resolved, dials, Optional.of(first.local())), sessions);
            }
        }
        return unspoken(
                new Reach(resolved, dials, Optional.empty()),
                new Greeting(Speech.NONE, Answer.notAsked("no connection")));
    }

    private List<InetAddress> resolve() {
        Optional<InetAddress> literal = IpLiteral.parse(endpoint.host());
        if (literal.isPresent()) {
            return List.of(literal.get());
        }
        try {
            return CompletableFuture.supplyAsync(this::lookUp)
                    .completeOnTimeout(List.of(), dialler.patience().toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            return List.of();
        }
    }

    private List<InetAddress> lookUp() {
        try {
            return List.of(InetAddress.getAllByName(endpoint.host()));
        } catch (UnknownHostException e) {
            return List.of();
        }
    }

    private EndpointFacts examine(ControlConnection first, Reach reach, Sessions sessions) {
        Greeting greeting;
        Features features;
        Tls security;
        try (first) {
            greeting = greeting(first, sessions).without(sessions.secret());
            if (greeting.speech() != Speech.FTP || !greeting.answer().isOf(2)) {
                return unspoken(reach, greeting);
            }
            features = Features.of(first.ask("FEAT").without(sessions.secret()));
            security = security(first, sessions.secret());
        }
        Entered entered = sessions.enter(security.works());
        if (entered.session().isEmpty()) {
            String why = "there was no session";
            return new EndpointFacts(
                    endpoint, reach, greeting, features, security, entered.login(), noEpsv(why), noPasv(why));
        }
        try (DataTrials trials = new DataTrials(sessions, entered, dialler, tls)) {
            Features all = trials.features(features);
            Epsv epsv = trials.epsv();
            Pasv pasv = trials.pasv();
            return new EndpointFacts(endpoint, reach, greeting, all, security, entered.login(), epsv, pasv);
        }
    }

    /** What says nothing may be waiting to be spoken to, in clear text or in TLS. */
    private Greeting greeting(ControlConnection first, Sessions sessions) {
        Greeting greeting = Speeches.greeting(first.next());
        if (greeting.speech() == Speech.SILENCE) {
            Duration brief = dialler.patience().compareTo(SPOKEN_TO) < 0 ? dialler.patience() : SPOKEN_TO;
            Greeting spokenTo = Speeches.greeting(first.ask("FEAT", brief));
            if (spokenTo.speech() == Speech.HTTP) {
                return spokenTo;
            }
        }
        if (greeting.speech() != Speech.SILENCE && greeting.speech() != Speech.CLOSED) {
            return greeting;
        }
        return sessions.connect().flatMap(this::withinTls).orElse(greeting);
    }

    private Optional<Greeting> withinTls(ControlConnection second) {
        try (second) {
            Handshake handshake = second.startTls(tls);
            if (!handshake.done()) {
                return Optional.empty();
            }
            Answer answer = second.next();
            boolean ftp = Speeches.greeting(answer).speech() == Speech.FTP;
            return Optional.of(new Greeting(ftp ? Speech.IMPLICIT_FTPS : Speech.TLS, answer));
        }
    }

    private Tls security(ControlConnection control, String secret) {
        Answer auth = control.ask("AUTH TLS");
        return new Tls(
                auth.without(secret), auth.code() == 234 ? Optional.of(control.startTls(tls)) : Optional.empty());
    }

    private EndpointFacts unspoken(Reach reach, Greeting greeting) {
        String why = "there is no FTP server to ask";
        Answer notAsked = Answer.notAsked(why);
        return new EndpointFacts(
                endpoint,
                reach,
                greeting,
                new Features(notAsked, List.of()),
                new Tls(notAsked, Optional.empty()),
                new Login(LoginOutcome.NOT_TRIED, "", notAsked, false),
                noEpsv(why),
                noPasv(why));
    }

    private static Epsv noEpsv(String why) {
        return new Epsv(Answer.notAsked(why), OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    private static Pasv noPasv(String why) {
        return new Pasv(
                Answer.notAsked(why), Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
