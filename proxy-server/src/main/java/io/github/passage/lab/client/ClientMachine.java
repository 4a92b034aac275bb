package io.github.passage.lab.client;

import io.github.passage.lab.client.ClientEffect.AwaitWord;
import io.github.passage.lab.client.ClientEffect.BeginAgain;
import io.github.passage.lab.client.ClientEffect.Dial;
import io.github.passage.lab.client.ClientEffect.Finish;
import io.github.passage.lab.client.ClientEffect.OfferPort;
import io.github.passage.lab.client.ClientEffect.Send;
import io.github.passage.lab.client.ClientEffect.Transfer;
import io.github.passage.lab.client.ClientEvent.Connected;
import io.github.passage.lab.client.ClientEvent.ControlLost;
import io.github.passage.lab.client.ClientEvent.LoggedIn;
import io.github.passage.lab.client.ClientEvent.NotTransferred;
import io.github.passage.lab.client.ClientEvent.Refused;
import io.github.passage.lab.client.ClientEvent.Replied;
import io.github.passage.lab.client.ClientEvent.Transferred;
import io.github.passage.lab.client.ClientEvent.Unanswered;
import io.github.passage.lab.client.ClientEvent.WordHeard;
import io.github.passage.lab.client.ClientState.AwaitingAll;
import io.github.passage.lab.client.ClientState.AwaitingEpsv;
import io.github.passage.lab.client.ClientState.AwaitingFeat;
import io.github.passage.lab.client.ClientState.AwaitingPasv;
import io.github.passage.lab.client.ClientState.AwaitingWord;
import io.github.passage.lab.client.ClientState.Dialling;
import io.github.passage.lab.client.ClientState.Ended;
import io.github.passage.lab.client.ClientState.LoggingIn;
import io.github.passage.lab.client.ClientState.Offering;
import io.github.passage.lab.client.ClientState.Step;
import io.github.passage.lab.client.ClientState.Transferring;
import io.github.passage.lab.client.Offer.Dialable;
import io.github.passage.lab.client.Offer.Useless;
import io.github.passage.lab.client.Outcome.Cause;
import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Success;
import io.github.passage.lab.client.Outcome.Way;
import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.Plan;
import io.github.passage.lab.profile.Reaction;
import io.github.passage.lab.profile.Waits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;

/**
 * The decisions of a profile, step by step. Pure.
 *
 * @param plan for the control connection's address family
 * @param waits of the profile
 * @param control the control connection's address, as the client sees it
 * @param view what the client takes announced addresses for
 */
record ClientMachine(Plan plan, Waits waits, InetAddress control, AddressView view) {
    /** Where it begins, once it has logged in. */
    static ClientState start() {
        return new LoggingIn(SoFar.NOTHING);
    }

    /** What an event leads to. */
    Step next(ClientState state, ClientEvent event) {
        if (event instanceof ControlLost lost) {
            return finish(
                    state.soFar(), state.soFar().dialledInVain().orElseGet(() -> failure(lost.step(), lost.cause())));
        }
        return switch (state) {
            case LoggingIn(SoFar soFar) when event instanceof LoggedIn -> begin(soFar);
            case AwaitingFeat(SoFar soFar)
            when event instanceof Replied reply -> ask(plan.first(), soFar.featListsEpsv(listsEpsv(reply.text())));
            case AwaitingAll(SoFar soFar)
            when event instanceof Replied reply -> {
                SoFar said = soFar.havingSaidAll();
                yield reply.isPositive() ? askEpsv(said) : follow(said, epsv(said, reply));
            }
            case AwaitingEpsv(SoFar soFar) when event instanceof Replied reply -> follow(soFar, epsv(soFar, reply));
            case AwaitingPasv(SoFar soFar)
            when event instanceof Replied reply -> follow(soFar, offers().pasv(plan.pasv(), reply));
            case Offering(SoFar soFar)
            when event instanceof Replied reply ->
                reply.isPositive()
                        ? new Step(new Transferring(soFar, Optional.empty()), new Transfer())
                        : react(
                                soFar,
                                plan.activeRefused(),
                                failure(Outcome.Step.ACTIVE_COMMAND, Cause.COMMAND_REFUSED));
            case Dialling dialling -> dialled(dialling, event);
            case Transferring transferring -> transferred(transferring, event);
            case AwaitingWord(SoFar soFar, Reaction then, Failure failure)
            when event instanceof WordHeard -> react(soFar, then, failure);
            case LoggingIn _,
                    AwaitingFeat _,
                    AwaitingAll _,
                    AwaitingEpsv _,
                    AwaitingPasv _,
                    Offering _,
                    AwaitingWord _,
                    Ended _ -> throw new IllegalStateException(event + " in " + state);
        };
    }

    private Step begin(SoFar soFar) {
        return plan.first() == Method.EPSV && plan.epsv().needsFeat()
                ? new Step(new AwaitingFeat(soFar), new Send("FEAT"))
                : ask(plan.first(), soFar);
    }

    private Step ask(Method method, SoFar before) {
        SoFar soFar = before.trying(method);
        return switch (method) {
            case EPSV -> askEpsv(soFar);
            case PASV -> new Step(new AwaitingPasv(soFar), new Send("PASV"));
            case ACTIVE -> new Step(new Offering(soFar), new OfferPort());
        };
    }

    private Step askEpsv(SoFar soFar) {
        if (plan.epsv().needsFeat() && !soFar.epsvListed()) {
            return follow(soFar, OfferReader.refused(plan.epsv().refused()));
        }
        return plan.epsv().sendsAll() && !soFar.saidAll()
                ? new Step(new AwaitingAll(soFar), new Send("EPSV ALL"))
                : new Step(new AwaitingEpsv(soFar), new Send("EPSV"));
    }

    private Offer epsv(SoFar soFar, Replied reply) {
        return offers().epsv(plan.epsv(), reply, soFar.announced());
    }

    private OfferReader offers() {
        return new OfferReader(control, view);
    }

    private Step follow(SoFar soFar, Offer offer) {
        return switch (offer) {
            case Dialable dialable ->
                dial(
                        dialable.announced().map(soFar::told).orElse(soFar),
                        dialable.to(),
                        dialable.way(),
                        dialable.instead());
            case Useless(Reaction then, Failure failure) -> react(soFar, then, failure);
        };
    }

    private Step dial(SoFar soFar, InetSocketAddress to, Way way, Optional<InetSocketAddress> instead) {
        return new Step(
                new Dialling(soFar, to, way, instead),
                new Dial(to, waits.afterFailure().isPositive()));
    }

    private Step dialled(Dialling dialling, ClientEvent event) {
        return switch (event) {
            case Connected _ when isStranger(dialling) -> inVain(dialling, Cause.NOT_THE_PEER);
            case Connected _ -> new Step(new Transferring(dialling.soFar(), Optional.of(dialling)), new Transfer());
            case Refused _ -> inVain(dialling, Cause.REFUSED);
            case Unanswered _ -> inVain(dialling, Cause.TIMED_OUT);
            default -> throw new IllegalStateException(event + " in " + dialling);
        };
    }

    private boolean isStranger(Dialling dialling) {
        return dialling.way() != Way.EPSV
                && plan.pasv().address().verifiesPeer()
                && !dialling.to().getAddress().equals(control);
    }

    private Step inVain(Dialling dialling, Cause cause) {
        Failure failure = new Failure(Outcome.Step.DATA_CONNECT, cause, Optional.of(dialling.to()));
        SoFar soFar = dialling.soFar().inVain(failure);
        if (dialling.instead().isPresent()) {
            return dial(soFar, dialling.instead().get(), Way.PASV_CONTROL, Optional.empty());
        }
        boolean silent = cause == Cause.TIMED_OUT;
        Reaction reaction = dialling.way() == Way.EPSV
                ? silent ? plan.epsv().portSilent() : plan.epsv().portRefused()
                : silent ? plan.pasv().portSilent() : plan.pasv().portRefused();
        return waits.afterFailure().isPositive()
                ? new Step(new AwaitingWord(soFar, reaction, failure), new AwaitWord(waits.afterFailure()))
                : react(soFar, reaction, failure);
    }

    private Step transferred(Transferring transferring, ClientEvent event) {
        SoFar soFar = transferring.soFar();
        return switch (event) {
            case Transferred _ ->
                finish(
                        soFar,
                        transferring
                                .over()
                                .map(dialled -> new Success(dialled.way(), Optional.of(dialled.to())))
                                .orElseGet(() -> new Success(Way.ACTIVE, Optional.empty())));
            case Refused _ -> inVain(transferring.over().orElseThrow(), Cause.REFUSED);
            case Unanswered _ -> inVain(transferring.over().orElseThrow(), Cause.TIMED_OUT);
            case NotTransferred(Cause cause) ->
                finish(
                        soFar,
                        new Failure(
                                Outcome.Step.DATA_TRANSFER,
                                cause,
                                transferring.over().map(Dialling::to)));
            default -> throw new IllegalStateException(event + " in " + transferring);
        };
    }

    private Step react(SoFar soFar, Reaction reaction, Failure failure) {
        Optional<Method> method =
                reaction.method().filter(other -> !soFar.tried().contains(other));
        if (method.isPresent()) {
            return ask(method.get(), soFar);
        }
        Failure last = soFar.dialledInVain().orElse(failure);
        return reaction == Reaction.RETRY && soFar.attempt() < waits.attempts()
                ? new Step(new LoggingIn(soFar.again()), new BeginAgain(waits.pause(), last))
                : finish(soFar, last);
    }

    private static Step finish(SoFar soFar, Outcome outcome) {
        return new Step(new Ended(soFar), new Finish(outcome));
    }

    private static Failure failure(Outcome.Step step, Cause cause) {
        return new Failure(step, cause, Optional.empty());
    }

    private static boolean listsEpsv(String feat) {
        return feat.lines()
                .anyMatch(line -> line.strip().toUpperCase(Locale.ROOT).matches("(211[- ])?EPSV\\b.*"));
    }
}
