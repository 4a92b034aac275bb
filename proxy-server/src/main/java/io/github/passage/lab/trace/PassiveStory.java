package io.github.passage.lab.trace;

import io.github.passage.lab.live.SessionView.PassiveView;
import io.github.passage.telemetry.DataEnd;
import io.github.passage.telemetry.SessionFact;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One passive reply and what came of it. Not thread-safe. */
final class PassiveStory {
    private static final int PASV = 227;
    private static final int EPSV = 229;

    private final Offer offer;
    private final SessionFact.PassiveAdvertised reply;
    private final Atlas atlas;
    private SessionFact.@Nullable DataArrived arrival;
    private SessionFact.@Nullable DataClosed end;
    private @Nullable InetSocketAddress dialling;
    private final Set<InetSocketAddress> thieves = new LinkedHashSet<>();
    private boolean explained;
    private boolean succeeded;

    PassiveStory(Offer offer, SessionFact.PassiveAdvertised reply, Atlas atlas) {
        this.offer = offer;
        this.reply = reply;
        this.atlas = atlas;
    }

    Offer offer() {
        return offer;
    }

    boolean isWaiting() {
        return arrival == null;
    }

    /** The address that the data connection came to; what a client that obeys would dial, if none came. */
    InetAddress reached() {
        return arrival == null ? offer.obeyed() : arrival.reached().getAddress();
    }

    boolean isMoving() {
        return arrival != null && end == null;
    }

    boolean carries(InetSocketAddress source) {
        return arrival != null && arrival.source().equals(source) && end == null;
    }

    boolean explained() {
        boolean before = explained;
        explained = true;
        return before;
    }

    void dialling(List<InetSocketAddress> addresses) {
        addresses.stream().findFirst().ifPresent(first -> dialling = first);
    }

    void overtaken(InetSocketAddress by) {
        thieves.add(by);
    }

    /** It was the client's own connection, passed on by a hop. */
    void notOvertaken(InetSocketAddress by) {
        thieves.remove(by);
    }

    @Nullable
    InetSocketAddress thief() {
        return thieves.stream().findFirst().orElse(null);
    }

    void arrived(SessionFact.DataArrived fact) {
        arrival = fact;
    }

    void closed(SessionFact.DataClosed fact) {
        end = fact;
    }

    void succeeded() {
        succeeded = true;
    }

    boolean wasReset() {
        return end != null && end.end() == DataEnd.TARGET_RESET;
    }

    long bytes() {
        return end == null ? 0 : end.fromClient() + end.fromTarget();
    }

    PassiveView view() {
        boolean plain = reply.announcedAddress().isEmpty();
        return new PassiveView(
                plain ? EPSV : PASV,
                shown(reply.announcedAddress(), reply.announcedPort()),
                shown(reply.advertisedAddress(), reply.advertisedPort()),
                arrival != null ? atlas.shown(arrival.reached()) : dialling != null ? atlas.shown(dialling) : "",
                arrival == null ? "" : atlas.shown(arrival.source()),
                succeeded
                        ? "completed"
                        : end != null ? "failed" : arrival != null ? "arrived" : explained ? "failed" : "waiting",
                bytes());
    }

    private String shown(Optional<Inet4Address> address, int port) {
        return address.map(found -> atlas.shown(new InetSocketAddress(found, port)))
                .orElse("port " + port);
    }
}
