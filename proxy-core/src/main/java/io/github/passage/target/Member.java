package io.github.passage.target;

import io.github.passage.address.HostPort;
import io.github.passage.telemetry.TargetHealth;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One target of a pool. Any thread may call it. */
final class Member {
    /** Addresses that were configured as such belong to no name. */
    private static final String GROUP = "default";

    private final Target target;
    private final String group;
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile Watching watching = Watching.NONE;
    private volatile String trouble = "";
    private @Nullable CheckKind kind;

    Member(Target target, HostPort configured) {
        this.target = target;
        this.group = configured.equals(target.address()) ? GROUP : configured.toString();
    }

    Target target() {
        return target;
    }

    String group() {
        return group;
    }

    Watching watching() {
        return watching;
    }

    /** How it is looked after, empty if nobody has begun to. To be called on the pool's loop only. */
    Optional<CheckKind> kind() {
        return Optional.ofNullable(kind);
    }

    /** Is looked after so from now on. To be called on the pool's loop only. */
    void watch(CheckKind how, Watching next) {
        watching.close();
        kind = how;
        watching = next;
        next.begin();
    }

    /** Is no target any more. To be called on the pool's loop only. */
    void leave() {
        watching.close();
        watching = Watching.NONE;
        kind = null;
    }

    TargetHealth health() {
        return watching.health();
    }

    int sessions() {
        return sessions.get();
    }

    Candidate candidate() {
        return new Candidate(target, health(), sessions());
    }

    TargetState state() {
        TargetHealth now = health();
        return new TargetState(group, target.address(), now, reason(now));
    }

    /** Somebody could not be served, and why, in one line. */
    void failed(String why) {
        trouble = why;
    }

    /** Why it has this health, if it is one that needs a reason. */
    String reason(TargetHealth of) {
        return of == TargetHealth.UNHEALTHY ? trouble : "";
    }

    /** Counts a session; to be called once when it is over. */
    Runnable follow() {
        sessions.incrementAndGet();
        AtomicBoolean over = new AtomicBoolean();
        return () -> {
            if (over.compareAndSet(false, true)) {
                sessions.decrementAndGet();
            }
        };
    }
}
