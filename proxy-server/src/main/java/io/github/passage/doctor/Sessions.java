package io.github.passage.doctor;

import io.github.passage.doctor.Answer.State;
import io.github.passage.doctor.EndpointFacts.Login;
import io.github.passage.doctor.EndpointFacts.LoginOutcome;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** The control connections of one examination, never more than a handful. Not thread-safe. */
final class Sessions {
    /** One to look around, which others make; logins in clear text and over TLS; one more after each hang. */
    private static final int MOST = 6;

    private static final Pattern TLS_WANTED = Pattern.compile(
            "(?i)\\b(tls|ssl|ftps)\\b|encrypt|cleartext|clear text|secure (control|connection|channel)");

    private final InetSocketAddress server;
    private final Optional<Credentials> credentials;
    private final Dialler dialler;
    private final TlsClient tls;
    private int opened = 1;
    private boolean encrypted;

    Sessions(InetSocketAddress server, Optional<Credentials> credentials, Dialler dialler, TlsClient tls) {
        this.server = server;
        this.credentials = credentials;
        this.dialler = dialler;
        this.tls = tls;
    }

    /** How a login went, and its connection if it is of use: logged in, or open without a login to try. */
    record Entered(Login login, Optional<ControlConnection> session) {}

    /** The control address of every session. */
    InetSocketAddress server() {
        return server;
    }

    /** The password, which no report may repeat; empty if there is none that is secret. */
    String secret() {
        return credentials
                .filter(login -> !Credentials.isGuest(login.user()))
                .map(Credentials::password)
                .orElse("");
    }

    /** Whether logins are made over TLS, since the server wants that. */
    boolean encrypted() {
        return encrypted;
    }

    /** A new connection of which nothing is read yet; empty if that failed, or there were too many already. */
    Optional<ControlConnection> connect() {
        if (opened == MOST) {
            return Optional.empty();
        }
        opened++;
        return dialler.control(server).socket().map(socket -> new ControlConnection(socket, dialler.patience()));
    }

    /**
     * Logs in, in clear text; over TLS if the server refuses that for want of TLS.
     *
     * @param tlsWorks whether a handshake succeeded before
     */
    Entered enter(boolean tlsWorks) {
        Entered entered = attempt();
        if (entered.login().outcome() == LoginOutcome.NEEDS_TLS && tlsWorks && !encrypted) {
            encrypted = true;
            return attempt();
        }
        return entered;
    }

    private Entered attempt() {
        Optional<ControlConnection> connection = connect();
        if (connection.isEmpty()) {
            return new Entered(login(LoginOutcome.HANGS, "connect", Answer.silent()), Optional.empty());
        }
        ControlConnection control = connection.get();
        Login login = greetAndLogin(control);
        boolean useful = login.outcome() == LoginOutcome.ACCEPTED || login.outcome() == LoginOutcome.NOT_TRIED;
        if (!useful) {
            control.close();
        }
        return new Entered(login, useful ? connection : Optional.empty());
    }

    private Login greetAndLogin(ControlConnection control) {
        Answer greeting = control.next();
        if (!greeting.isOf(2)) {
            return login(greeting.refuses() ? LoginOutcome.REFUSED : LoginOutcome.HANGS, "connect", greeting);
        }
        if (credentials.isEmpty()) {
            return login(LoginOutcome.NOT_TRIED, "", Answer.notAsked("no login was given"));
        }
        if (encrypted) {
            Answer auth = control.ask("AUTH TLS");
            if (!auth.isOf(2) || !control.startTls(tls).done()) {
                return login(LoginOutcome.NEEDS_TLS, "AUTH TLS", auth);
            }
        }
        return login(control, credentials.get());
    }

    private Login login(ControlConnection control, Credentials who) {
        Answer user = control.ask("USER " + who.user());
        Login login = user.isOf(3) ? login(control.ask("PASS " + who.password())) : login(outcome(user), "USER", user);
        if (encrypted && login.outcome() == LoginOutcome.ACCEPTED) {
            control.ask("PBSZ 0");
            control.ask("PROT P");
        }
        return login;
    }

    private Login login(Answer pass) {
        // 332 asks for an account as well (ACCT), which nobody has to give.
        return login(pass.isOf(3) ? LoginOutcome.REFUSED : outcome(pass), "PASS", pass);
    }

    private Login login(LoginOutcome outcome, String command, Answer answer) {
        return new Login(outcome, command, answer.without(secret()), encrypted);
    }

    private static LoginOutcome outcome(Answer answer) {
        if (answer.state() != State.REPLIED) {
            return LoginOutcome.HANGS;
        }
        if (answer.isOf(2)) {
            return LoginOutcome.ACCEPTED;
        }
        boolean wantsTls =
                answer.code() == 534 || TLS_WANTED.matcher(answer.text()).find();
        return wantsTls ? LoginOutcome.NEEDS_TLS : LoginOutcome.REFUSED;
    }
}
