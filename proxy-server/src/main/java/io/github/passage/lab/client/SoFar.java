package io.github.passage.lab.client;

import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.profile.Method;
import java.net.Inet4Address;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a client remembers.
 *
 * @param attempt from 1
 * @param tried the methods of this attempt
 * @param epsvListed whether FEAT listed EPSV
 * @param saidAll whether EPSV ALL was sent in this attempt
 * @param announced the address of the last 227 of this attempt, as the client sees it
 * @param dialledInVain the last data connection that failed, in any attempt
 */
record SoFar(
        int attempt,
        Set<Method> tried,
        boolean epsvListed,
        boolean saidAll,
        Optional<Inet4Address> announced,
        Optional<Failure> dialledInVain) {
    static final SoFar NOTHING = new SoFar(1, Set.of(), false, false, Optional.empty(), Optional.empty());

    SoFar trying(Method method) {
        Set<Method> more = EnumSet.of(method);
        more.addAll(tried);
        return new SoFar(attempt, Set.copyOf(more), epsvListed, saidAll, announced, dialledInVain);
    }

    SoFar featListsEpsv(boolean listed) {
        return new SoFar(attempt, tried, listed, saidAll, announced, dialledInVain);
    }

    SoFar havingSaidAll() {
        return new SoFar(attempt, tried, epsvListed, true, announced, dialledInVain);
    }

    SoFar told(Inet4Address address) {
        return new SoFar(attempt, tried, epsvListed, saidAll, Optional.of(address), dialledInVain);
    }

    SoFar inVain(Failure failure) {
        return new SoFar(attempt, tried, epsvListed, saidAll, announced, Optional.of(failure));
    }

    SoFar again() {
        return new SoFar(attempt + 1, Set.of(), false, false, Optional.empty(), dialledInVain);
    }
}
