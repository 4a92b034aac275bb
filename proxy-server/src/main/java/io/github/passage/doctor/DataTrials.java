package io.github.passage.doctor;

import io.github.passage.doctor.Answer.State;
import io.github.passage.doctor.Dialler.Attempt;
import io.github.passage.doctor.EndpointFacts.Epsv;
import io.github.passage.doctor.EndpointFacts.Features;
import io.github.passage.doctor.EndpointFacts.Listing;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import io.github.passage.doctor.EndpointFacts.Pasv;
import io.github.passage.doctor.Sessions.Entered;
import io.github.passage.ftp.PassiveReply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks for data ports by EPSV and PASV, and dials them: at most four data connections. Not thread-safe. */
final class DataTrials implements AutoCloseable {
    private static final int NOT_LOGGED_IN = 530;

    private final Sessions sessions;
    private final Dialler dialler;
    private final Listings listings;
    private final boolean loggedIn;
    private Optional<ControlConnection> session;

    DataTrials(Sessions sessions, Entered entered, Dialler dialler, TlsClient tls) {
        this.sessions = sessions;
        this.dialler = dialler;
        this.listings = new Listings(dialler.patience(), sessions.encrypted() ? Optional.of(tls) : Optional.empty());
        this.loggedIn = entered.login().outcome() == LoginOutcome.ACCEPTED;
        this.session = entered.session();
    }

    /** FEAT again, for servers that answer it only after a login. */
    Features features(Features before) {
        return loggedIn && before.answer().code() == NOT_LOGGED_IN
                ? Features.of(ask("FEAT").without(sessions.secret()))
                : before;
    }

    Epsv epsv() {
        Answer answer = ask("EPSV");
        OptionalInt port = PassiveReply.parse(answer.code(), answer.text())
                .map(reply -> OptionalInt.of(reply.port()))
                .orElseGet(OptionalInt::empty);
        Answer shown = shown(answer);
        if (port.isEmpty()) {
            return new Epsv(shown, port, Optional.empty(), Optional.empty());
        }
        Attempt attempt = dialler.data(new InetSocketAddress(peer(), port.getAsInt()));
        return new Epsv(shown, port, Optional.of(attempt.dial()), listing(attempt));
    }

    Pasv pasv() {
        Answer answer = ask("PASV");
        Optional<InetSocketAddress> announced = announced(answer);
        Answer shown = shown(answer);
        if (announced.isEmpty()) {
            return new Pasv(
                    shown, announced, PasvForm.oddities(answer), Optional.empty(), Optional.empty(), Optional.empty());
        }
        Attempt literal = dialler.data(announced.get());
        Optional<Listing> listing = listing(literal);
        Optional<Dial> atControl = Optional.empty();
        if (!announced.get().getAddress().equals(peer())) {
            Optional<Attempt> other =
                    literal.dial().open() ? anotherAtControl() : Optional.of(atControl(announced.get()));
            atControl = other.map(Attempt::dial);
            listing = listing.or(() -> other.flatMap(this::listing));
            other.ifPresent(Attempt::close);
        }
        return new Pasv(shown, announced, PasvForm.oddities(answer), Optional.of(literal.dial()), atControl, listing);
    }

    private static Optional<InetSocketAddress> announced(Answer answer) {
        return PassiveReply.parse(answer.code(), answer.text())
                .map(PassiveReply.Pasv.class::cast)
                .map(reply -> new InetSocketAddress(reply.address(), reply.port()));
    }

    private Attempt atControl(InetSocketAddress announced) {
        return dialler.data(new InetSocketAddress(peer(), announced.getPort()));
    }

    /** The first port has had its connection: what clients find that ignore the address takes a port of its own to see. */
    private Optional<Attempt> anotherAtControl() {
        return announced(ask("PASV")).map(this::atControl);
    }

    private Answer ask(String command) {
        if (session.isEmpty()) {
            session = sessions.enter(sessions.encrypted()).session();
        }
        return session.map(control -> stillInStep(control.ask(command)))
                .orElseGet(() -> Answer.notAsked("no further session could be opened"));
    }

    private Answer shown(Answer answer) {
        return answer.without(sessions.secret());
    }

    /** A session that leaves a command unanswered is given up, since a late answer would be taken for the next command's. */
    private Answer stillInStep(Answer answer) {
        if (answer.state() != State.REPLIED || answer.code() == 421) {
            close();
        }
        return answer;
    }

    private Optional<Listing> listing(Attempt attempt) {
        Optional<Socket> data = attempt.socket();
        Optional<Listing> listing = loggedIn && data.isPresent() && session.isPresent()
                ? Optional.of(listings.list(session.get(), data.get()))
                : Optional.empty();
        attempt.close();
        listing.ifPresent(ended -> stillInStep(ended.answer()));
        return listing.map(ended -> new Listing(ended.complete(), ended.bytes(), shown(ended.answer())));
    }

    private InetAddress peer() {
        return sessions.server().getAddress();
    }

    @Override
    public void close() {
        session.ifPresent(ControlConnection::close);
        session = Optional.empty();
    }
}
