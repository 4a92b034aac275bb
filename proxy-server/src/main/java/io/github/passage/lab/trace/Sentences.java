package io.github.passage.lab.trace;

import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.HopFact;
import io.github.passage.telemetry.ProcessFact;
import io.github.passage.telemetry.SessionFact;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.Optional;

/** One sentence for each fact that a lab user wants to see. */
final class Sentences {
    private final Atlas atlas;

    Sentences(Atlas atlas) {
        this.atlas = atlas;
    }

    /**
     * A fact of a session.
     *
     * @param clientsHop whether the hop is the one that the client reached; of others only what is new is told
     */
    Optional<String> of(SessionFact fact, boolean clientsHop) {
        return switch (fact) {
            case SessionFact.PassiveAdvertised reply ->
                clientsHop || rewritten(reply) ? Optional.of(passive(reply)) : Optional.empty();
            case SessionFact.PassiveRefused refused ->
                Optional.of(
                        "no data port for this client: 425 (" + refused.cause().label() + ")");
            case SessionFact.TargetFailed failed ->
                Optional.of("the next hop " + failed.target() + " cannot be reached: " + failed.reason());
            case SessionFact.DataTargetFailed failed ->
                Optional.of("the data connection came, but the next hop " + shown(failed.target())
                        + " cannot be reached: " + failed.reason()
                        + ". The client sees a reset; through a real load balancer its connect would fail itself.");
            default -> clientsHop ? ofClientsHop(fact) : Optional.empty();
        };
    }

    private Optional<String> ofClientsHop(SessionFact fact) {
        return switch (fact) {
            case SessionFact.Opened opened ->
                Optional.of("client " + shown(opened.client()) + " connected to " + shown(opened.reached()));
            case SessionFact.LoggedIn login -> Optional.of("logged in as " + login.user());
            case SessionFact.CommandReceived command -> command(command);
            case SessionFact.DataArrived arrived ->
                Optional.of("data connection from " + shown(arrived.source()) + ": the client dialled "
                        + shown(arrived.reached()) + (arrived.foreign() ? ", from another address than before" : ""));
            case SessionFact.DataClosed closed ->
                Optional.of("data connection ended (" + closed.end().label() + "): " + closed.fromTarget()
                        + " bytes to the client, " + closed.fromClient() + " bytes from it, "
                        + closed.took().toMillis() + " ms");
            case SessionFact.ReservationEnded ended -> Optional.of(ended(ended));
            case SessionFact.Encrypted encrypted ->
                Optional.of("the control connection is encrypted: cannot rewrite, cannot see more");
            case SessionFact.Closed closed ->
                Optional.of("session ended (" + closed.end().label() + ") after "
                        + closed.took().toMillis() + " ms");
            default -> Optional.empty();
        };
    }

    /** A fact of a hop outside any session. */
    Optional<String> of(HopFact fact) {
        return switch (fact) {
            case HopFact.Rejected rejected ->
                Optional.of(
                        shown(rejected.source()) + " dialled " + shown(rejected.reached())
                                + ", has no way there, and was reset after the handshake. In the field this shows as: Connection refused.");
            case HopFact.DataUnclaimed unclaimed ->
                Optional.of(shown(unclaimed.source()) + " dialled " + shown(unclaimed.reached())
                        + ", where nothing is reserved for it: closed");
            case HopFact.RelayTargetFailed failed ->
                Optional.of(
                        "cannot reach " + shown(failed.target()) + ": " + failed.reason()
                                + ". The connection was reset; through a real load balancer the client's connect would fail itself.");
            case HopFact.SessionRefused refused ->
                Optional.of(shown(refused.source()) + " got no session: "
                        + refused.cause().label());
            case HopFact.AcceptFailed failed -> Optional.of("cannot accept connections: " + failed.reason());
            case HopFact.NoTarget none ->
                Optional.of("no target is registered for " + shown(none.source()) + " at " + shown(none.reached())
                        + "; the connection was reset");
            case HopFact.IdleForgotten idle ->
                Optional.of("the connection from " + shown(idle.source()) + " to " + shown(idle.reached())
                        + " was idle too long and is forgotten; neither side knows (unless the client sends keepalives, which"
                        + " would have counted)");
            case HopFact.HeaderRejected rejected ->
                Optional.of("the connection from " + shown(rejected.source()) + " was reset: " + rejected.reason());
            case HopFact.TargetHealthChanged changed ->
                Optional.of("target " + changed.target() + " of " + changed.group() + " is "
                        + changed.health().label()
                        + (changed.reason().isEmpty() ? "" : ": " + changed.reason()));
            case HopFact.DrainBegun begun -> Optional.of("accepts nothing new; " + begun.left() + " still open");
            case HopFact.DrainEnded ended ->
                Optional.of("waits no longer; " + ended.left() + " still open, after "
                        + ended.took().toMillis() + " ms");
            case HopFact.HandOver between -> Optional.empty();
            case HopFact.HeaderAccepted accepted -> Optional.empty();
            case HopFact.Relayed relayed -> Optional.empty();
            case HopFact.RelayClosed closed -> Optional.empty();
        };
    }

    /** A fact of the whole lab. */
    static String of(ProcessFact fact) {
        return switch (fact) {
            case ProcessFact.AcceptPaused paused ->
                "no hop accepts connections now, those that stand go on: " + paused.reason();
            case ProcessFact.AcceptResumed resumed -> "all hops accept connections again";
            case ProcessFact.ConfigReloaded read ->
                "configuration " + read.result().label() + ": " + read.detail();
        };
    }

    private static Optional<String> command(SessionFact.CommandReceived command) {
        Verb verb = command.verb();
        if (command.refusedWith().isPresent()) {
            return Optional.of(verb + " answered " + command.refusedWith().get() + " here"
                    + (verb.asksForActiveMode() ? ": active mode only, which Transfer Family does not offer" : ""));
        }
        boolean telling = verb.opensTransfer() || verb == Verb.PASV || verb == Verb.EPSV || verb == Verb.ABOR;
        return telling ? Optional.of("client sends " + verb) : Optional.empty();
    }

    private static boolean rewritten(SessionFact.PassiveAdvertised reply) {
        return !reply.announcedAddress().equals(reply.advertisedAddress());
    }

    private String passive(SessionFact.PassiveAdvertised reply) {
        if (reply.announcedAddress().isEmpty()) {
            return "server announced port " + reply.announcedPort() + " (229, no address); the client is told port "
                    + reply.advertisedPort() + " and will use the address it already reached";
        }
        Inet4Address announced = reply.announcedAddress().get();
        Inet4Address advertised = reply.advertisedAddress().orElse(announced);
        return "server announced " + shown(new InetSocketAddress(announced, reply.announcedPort())) + " (227"
                + owner(announced)
                + "); the client is told "
                + (announced.equals(advertised) && reply.announcedPort() == reply.advertisedPort()
                        ? "just that"
                        : shown(new InetSocketAddress(advertised, reply.advertisedPort())) + owner(advertised));
    }

    private String owner(Inet4Address address) {
        return atlas.at(address)
                .map(hop -> ", the " + atlas.role(hop).title() + "'s address")
                .orElse("");
    }

    private static String ended(SessionFact.ReservationEnded ended) {
        String end = switch (ended.cause()) {
            case LAPSED -> "the reservation lapsed";
            case REPLACED -> "the client asked for another passive reply";
            case SESSION_ENDED -> "the session ended";
            case REINITIALIZED -> "the client logged out";
        };
        return end + " before any data connection came to port " + ended.port();
    }

    private String shown(InetSocketAddress address) {
        return atlas.shown(address);
    }
}
