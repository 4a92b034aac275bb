package io.github.passage.lab.client;

import io.github.passage.lab.client.ClientEffect.AwaitWord;
import io.github.passage.lab.client.ClientEffect.BeginAgain;
import io.github.passage.lab.client.ClientEffect.Dial;
import io.github.passage.lab.client.ClientEffect.Finish;
import io.github.passage.lab.client.ClientEffect.OfferPort;
import io.github.passage.lab.client.ClientEffect.Send;
import io.github.passage.lab.client.ClientEffect.Transfer;
import io.github.passage.lab.client.ClientEvent.ControlLost;
import io.github.passage.lab.client.ClientEvent.LoggedIn;
import io.github.passage.lab.client.ClientEvent.Replied;
import io.github.passage.lab.client.ClientEvent.WordHeard;
import io.github.passage.lab.client.ClientState.Step;
import io.github.passage.lab.client.Outcome.Cause;
import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.profile.Plan;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Waits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A client that decides as a profile says, over real sockets. For one run and one thread, which it blocks. */
public final class ProfileClient {
    private final ClientHost host;
    private final InetSocketAddress hop;
    private final Waits waits;
    private final ClientSettings settings;
    private final Transcript transcript = new Transcript();
    private final Transfers transfers;
    private ControlConnection control;

    private ProfileClient(ClientHost host, InetSocketAddress hop, Waits waits, Errand errand, ClientSettings settings) {
        this.host = host;
        this.hop = hop;
        this.waits = waits;
        this.settings = settings;
        this.control = fresh();
        this.transfers =
                new Transfers(host, hop.getAddress(), new Transfers.Manner(settings, waits), errand, transcript);
    }

    /**
     * Connects, logs in and transfers.
     *
     * @param host where the client stands; a virtual thread may call this only if the host's sockets need no namespace
     * @param hop the control listener's real address
     * @param profile what it decides
     * @param errand what it transfers
     * @param settings in which time, and what it takes addresses for
     * @return what it did; all failures are told there
     */
    public static ClientRun run(
            ClientHost host, InetSocketAddress hop, Profile profile, Errand errand, ClientSettings settings) {
        InetAddress seen = settings.view().simulated(hop.getAddress());
        Optional<Plan> plan = profile.behaviour().plan(seen);
        ProfileClient client = new ProfileClient(host, hop, profile.waits(), errand, settings);
        if (plan.isEmpty()) {
            Failure failure = new Failure(Outcome.Step.CONNECT, Cause.NO_IPV6, Optional.empty());
            return client.transcript.run(failure, false, 0);
        }
        try {
            return client.follow(new ClientMachine(plan.get(), profile.waits(), seen, settings.view()));
        } finally {
            client.transfers.close();
            client.control.close();
        }
    }

    private ClientRun follow(ClientMachine machine) {
        ClientState state = ClientMachine.start();
        ClientEvent event = login();
        while (true) {
            Step step = machine.next(state, event);
            state = step.state();
            if (step.effect() instanceof Finish(Outcome outcome)) {
                return transcript.run(outcome, false, transfers.bytes());
            }
            if (step.effect() instanceof BeginAgain(Duration _, Failure because)
                    && transcript.elapsed().compareTo(settings.scaled(settings.limit())) > 0) {
                return transcript.run(because, true, 0);
            }
            event = does(step.effect());
        }
    }

    private ClientEvent does(ClientEffect effect) {
        try {
            if (transfers.isStale() && (effect instanceof Send || effect instanceof OfferPort)) {
                ClientEvent back = again(Duration.ZERO);
                if (back instanceof ControlLost) {
                    return back;
                }
            }
            return switch (effect) {
                case Send(String command) -> replied(control.sendCommand(command));
                case OfferPort _ -> replied(transfers.offerPort(control));
                case Dial dial -> transfers.dial(control, dial);
                case Transfer _ -> transfers.transfer(control);
                case AwaitWord(Duration atMost) -> awaitWord(atMost);
                case BeginAgain(Duration pause, Failure _) -> again(pause);
                case Finish _ -> throw new IllegalStateException("finished");
            };
        } catch (IOException failed) {
            Outcome.Step step = stepOf(effect);
            return lost(step, cause(step, failed), failed);
        }
    }

    private Replied replied(int code) {
        return new Replied(code, control.lastReply());
    }

    private ClientEvent awaitWord(Duration atMost) {
        try {
            control.patience(settings.scaled(atMost));
            int code = control.getReply();
            while (code < 200) {
                code = control.getReply();
            }
            transfers.forget();
            control.patience(settings.scaledReply(waits.reply()));
        } catch (IOException silent) {
            transcript.noted("the server says nothing");
        }
        return new WordHeard();
    }

    private ClientEvent again(Duration pause) {
        control.close();
        LockSupport.parkNanos(settings.scaled(pause).toNanos());
        control = fresh();
        transfers.forget();
        transcript.noted("connects again");
        return login();
    }

    private ControlConnection fresh() {
        return new ControlConnection(host, hop.getAddress(), settings.scaledReply(waits.reply()), transcript);
    }

    private ClientEvent login() {
        try {
            control.open(hop);
        } catch (IOException failed) {
            // Connected, but without a greeting.
            Outcome.Step step = control.isConnected() ? Outcome.Step.LOGIN : Outcome.Step.CONNECT;
            return lost(step, cause(step, failed), failed);
        }
        try {
            return control.login(settings.login())
                    ? new LoggedIn()
                    : new ControlLost(Outcome.Step.LOGIN, Cause.LOGIN_REFUSED);
        } catch (IOException failed) {
            return lost(Outcome.Step.LOGIN, cause(Outcome.Step.LOGIN, failed), failed);
        }
    }

    private static Outcome.Step stepOf(ClientEffect effect) {
        return switch (effect) {
            case Send _ -> Outcome.Step.PASSIVE_COMMAND;
            case OfferPort _ -> Outcome.Step.ACTIVE_COMMAND;
            case Dial _ -> Outcome.Step.DATA_CONNECT;
            case Transfer _, AwaitWord _ -> Outcome.Step.DATA_TRANSFER;
            case BeginAgain _, Finish _ -> Outcome.Step.CONNECT;
        };
    }

    private static Cause cause(Outcome.Step step, IOException failed) {
        if (step == Outcome.Step.CONNECT) {
            return ClientHost.isRefusal(failed) ? Cause.REFUSED : Cause.TIMED_OUT;
        }
        return failed instanceof SocketTimeoutException ? Cause.NO_REPLY : Cause.CONTROL_LOST;
    }

    private ControlLost lost(Outcome.Step step, Cause cause, IOException why) {
        transcript.noted("control connection: " + why.getMessage());
        return new ControlLost(step, cause);
    }
}
