package io.github.passage.lab.predict;

import io.github.passage.lab.predict.Landing.AtServer;
import io.github.passage.lab.predict.Landing.Met;
import io.github.passage.lab.predict.Landing.Refused;
import io.github.passage.lab.predict.Landing.Silent;
import io.github.passage.lab.predict.Outcome.Result;
import io.github.passage.lab.profile.AddressChoice;
import io.github.passage.lab.profile.EpsvRules;
import io.github.passage.lab.profile.Method;
import io.github.passage.lab.profile.Plan;
import io.github.passage.lab.profile.Reaction;
import io.github.passage.lab.verdict.Cause;
import io.github.passage.lab.verdict.Failure;
import io.github.passage.lab.verdict.Step;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a client does step by step, and every way that it can end. A value: each step makes the next. */
record ClientSteps(
        Plan plan,
        Meeting meeting,
        List<Method> methods,
        List<InetAddress> dialled,
        Optional<InetAddress> announced,
        Optional<Ending> inVain) {

    /**
     * How one attempt ends.
     *
     * @param again whether the client begins again after it, as long as it has attempts left
     */
    record Attempt(Outcome outcome, boolean again) {}

    /** How it would end if nothing else came of it. */
    record Ending(Result result, Failure failure) {}

    static List<Attempt> outcomes(Plan plan, Meeting meeting) {
        return new ClientSteps(plan, meeting, List.of(), List.of(), Optional.empty(), Optional.empty())
                .tries(plan.first());
    }

    private List<Attempt> tries(Method method) {
        List<Method> all = new ArrayList<>(methods);
        all.add(method);
        ClientSteps next = new ClientSteps(plan, meeting, all, dialled, announced, inVain);
        return switch (method) {
            case EPSV -> next.epsv();
            case PASV -> next.pasv();
            case ACTIVE -> next.active();
        };
    }

    private List<Attempt> epsv() {
        if (plan.epsv().needsFeat() && !meeting.listsEpsv()) {
            return refusedEpsv(plan.epsv().refused());
        }
        switch (meeting.epsv()) {
            case REFUSED -> {
                return refusedEpsv(plan.epsv().refused());
            }
            case PROTOCOL_REFUSED -> {
                return refusedEpsv(plan.epsv().protocolRefused());
            }
            case OFFERED -> {}
        }
        InetAddress to = plan.epsv().dials() == EpsvRules.Port.LAST_ANNOUNCED
                ? announced.orElse(meeting.control())
                : meeting.control();
        List<Attempt> all = new ArrayList<>();
        for (Landing landing : meeting.landing().apply(Method.EPSV, to)) {
            ClientSteps after = having(to);
            switch (landing) {
                case AtServer server -> all.add(after.worked());
                case Met met -> all.add(after.worked());
                case Refused refused ->
                    all.addAll(after.reacts(
                            plan.epsv().portRefused(), Result.REFUSED, failure(to, "client", refused.cause())));
                case Silent silent ->
                    all.addAll(after.reacts(
                            plan.epsv().portSilent(), Result.SILENT, failure(to, "client", silent.cause())));
            }
        }
        return all;
    }

    private List<Attempt> refusedEpsv(Reaction reaction) {
        return reacts(reaction, Result.GAVE_UP, Failure.of(Step.PASSIVE_REPLY, Cause.EPSV_REFUSED));
    }

    private List<Attempt> pasv() {
        if (meeting.announcement().isEmpty()) {
            return reacts(plan.pasv().refused(), Result.GAVE_UP, Failure.of(Step.PASSIVE_REPLY, Cause.PASSIVE_REFUSED));
        }
        if (!plan.pasv().understood().containsAll(meeting.liberties())) {
            Failure unread = Failure.of(Step.PASSIVE_REPLY, Cause.UNREADABLE_REPLY);
            return plan.pasv().unreadable().dialsPortZero()
                    ? List.of(new Attempt(new Outcome(methods, dialled, Result.REFUSED, Optional.of(unread)), false))
                    : reacts(plan.pasv().unreadable().reaction(), Result.GAVE_UP, unread);
        }
        Inet4Address announcement = meeting.announcement().get();
        ClientSteps told = new ClientSteps(plan, meeting, methods, dialled, Optional.of(announcement), inVain);
        AddressChoice choice = plan.pasv().address();
        return switch (choice.decide(announcement, meeting.control())) {
            case ANNOUNCED -> told.dials(announcement, choice.thenControl());
            case CONTROL -> told.dials(meeting.control(), false);
            case REFUSE ->
                told.reacts(
                        plan.pasv().foreign(),
                        Result.GAVE_UP,
                        new Failure(
                                Step.PASSIVE_REPLY,
                                Optional.of(announcement),
                                meeting.announcer(),
                                Cause.REFUSED_AS_FOREIGN));
        };
    }

    private List<Attempt> dials(InetAddress to, boolean thenControl) {
        String announcer = meeting.announcement().filter(to::equals).isPresent() ? meeting.announcer() : "client";
        List<Attempt> all = new ArrayList<>();
        for (Landing landing : meeting.landing().apply(Method.PASV, to)) {
            ClientSteps after = having(to);
            boolean refusesPeer = plan.pasv().address().verifiesPeer() && !to.equals(meeting.control());
            boolean met = landing instanceof AtServer || landing instanceof Met;
            if (met && !refusesPeer) {
                all.add(after.worked());
            } else if (thenControl && !to.equals(meeting.control())) {
                all.addAll(after.dials(meeting.control(), false));
            } else {
                all.addAll(
                        switch (landing) {
                            case AtServer _, Met _ ->
                                after.reacts(
                                        plan.pasv().portRefused(),
                                        Result.REFUSED,
                                        failure(to, announcer, Cause.PEER_NOT_CONTROL));
                            case Refused refused ->
                                after.reacts(
                                        plan.pasv().portRefused(),
                                        Result.REFUSED,
                                        failure(to, announcer, refused.cause()));
                            case Silent silent ->
                                after.reacts(
                                        plan.pasv().portSilent(),
                                        Result.SILENT,
                                        failure(to, announcer, silent.cause()));
                        });
            }
        }
        return all;
    }

    private static Failure failure(InetAddress to, String announcer, Cause cause) {
        return new Failure(Step.DATA_CONNECT, Optional.of(to), announcer, cause);
    }

    /** The server takes no PORT and no EPRT, as Transfer Family does not. */
    private List<Attempt> active() {
        return reacts(plan.activeRefused(), Result.ACTIVE, Failure.of(Step.PASSIVE_COMMAND, Cause.ACTIVE_ONLY));
    }

    private ClientSteps having(InetAddress to) {
        List<InetAddress> all = new ArrayList<>(dialled);
        all.add(to);
        return new ClientSteps(plan, meeting, methods, all, announced, inVain);
    }

    private Attempt worked() {
        return new Attempt(new Outcome(methods, dialled, Result.WORKS, Optional.empty()), false);
    }

    /** Another method if it was not tried yet. What was dialled in vain is what users see. */
    private List<Attempt> reacts(Reaction reaction, Result result, Failure failure) {
        boolean wasDialled = failure.step() == Step.DATA_CONNECT;
        Ending ending = wasDialled ? new Ending(result, failure) : inVain.orElse(new Ending(result, failure));
        ClientSteps next =
                new ClientSteps(plan, meeting, methods, dialled, announced, wasDialled ? Optional.of(ending) : inVain);
        return reaction.method()
                .filter(method -> !methods.contains(method))
                .map(next::tries)
                .orElseGet(() -> List.of(new Attempt(
                        new Outcome(methods, dialled, ending.result(), Optional.of(ending.failure())),
                        reaction == Reaction.RETRY)));
    }
}
