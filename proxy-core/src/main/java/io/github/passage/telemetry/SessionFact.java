package io.github.passage.telemetry;

import io.github.passage.ftp.Verb;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** What can happen in a session. No fact ever carries a password, nor any argument of an unknown command. */
public sealed interface SessionFact {
    /**
     * A client came.
     *
     * @param client its address
     * @param reached the address that it reached here
     */
    record Opened(InetSocketAddress client, InetSocketAddress reached) implements SessionFact {}

    /**
     * The target's control connection stands.
     *
     * @param target where it leads
     * @param from the local address it was dialled from
     */
    record TargetConnected(InetSocketAddress target, InetSocketAddress from) implements SessionFact {}

    /**
     * The target's control connection failed.
     *
     * @param target where it should have led
     * @param reason one line
     */
    record TargetFailed(String target, String reason) implements SessionFact {}

    /**
     * The client sent a command.
     *
     * @param verb its verb
     * @param refusedWith the code of Passage's own answer, empty if the command went on to the server
     */
    record CommandReceived(Verb verb, Optional<Integer> refusedWith) implements SessionFact {}

    /**
     * The server ended a reply.
     *
     * @param code its code, 0 if the line was no reply
     */
    record ReplyReceived(int code) implements SessionFact {}

    /**
     * The server accepted a login.
     *
     * @param user the name given with USER
     */
    record LoggedIn(String user) implements SessionFact {}

    /**
     * A passive reply went to the client and a data port is reserved for it.
     *
     * @param announcedAddress what the server's 227 said, empty for a 229
     * @param announcedPort the port that the server announced
     * @param advertisedAddress what the client was told, empty for a 229
     * @param advertisedPort the port that the client was told
     * @param port the data port of this hop that waits
     */
    record PassiveAdvertised(
            Optional<Inet4Address> announcedAddress,
            int announcedPort,
            Optional<Inet4Address> advertisedAddress,
            int advertisedPort,
            int port)
            implements SessionFact {}

    /**
     * A passive reply of the server became a 425 for the client.
     *
     * @param cause why
     */
    record PassiveRefused(PassiveRefusal cause) implements SessionFact {}

    /**
     * A reservation ended although nobody came.
     *
     * @param port the data port
     * @param cause why it ended
     */
    record ReservationEnded(int port, ReservationEnd cause) implements SessionFact {}

    /**
     * The client's data connection came.
     *
     * @param source where from: the observed address
     * @param reached the address that it reached here, which is the one the client dialled
     * @param foreign whether the source is not the client's address on the control connection
     */
    record DataArrived(InetSocketAddress source, InetSocketAddress reached, boolean foreign) implements SessionFact {}

    /**
     * The server's data port could not be reached.
     *
     * @param target the address dialled
     * @param reason one line
     */
    record DataTargetFailed(InetSocketAddress target, String reason) implements SessionFact {}

    /**
     * A data connection ended.
     *
     * @param fromClient bytes that came from the client
     * @param fromTarget bytes that came from the server
     * @param end how it ended
     * @param took from the client's arrival to the end
     */
    record DataClosed(long fromClient, long fromTarget, DataEnd end, Duration took) implements SessionFact {}

    /** The control connection is encrypted from here on: nothing can be read or rewritten. */
    record Encrypted() implements SessionFact {}

    /**
     * Both control connections are closed.
     *
     * @param end why
     * @param client the client's address
     * @param took from its arrival
     */
    record Closed(SessionEnd end, InetAddress client, Duration took) implements SessionFact {}
}
