package io.github.passage.telemetry;

import io.github.passage.address.HostPort;
import io.github.passage.ftp.Verb;
import io.github.passage.passive.PolicyKind;
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
     * @param client its address: what a PROXY header names, where one came
     * @param reached the address that its connection reached here
     * @param peer where the connection came from: the client's address, or that of a load balancer that names it
     */
    record Opened(InetSocketAddress client, InetSocketAddress reached, InetSocketAddress peer) implements SessionFact {
        /** A client whose connection is its own. */
        public Opened(InetSocketAddress client, InetSocketAddress reached) {
            this(client, reached, client);
        }

        /** Whether somebody else's connection carries the client. */
        public boolean isRelayed() {
            return !peer.equals(client);
        }
    }

    /**
     * The target's control connection stands.
     *
     * @param name the target as the settings name it; of a name the address that was chosen
     * @param target where it leads
     * @param from the local address it was dialled from
     * @param took from the dial on, a look-up of its name included
     */
    record TargetConnected(HostPort name, InetSocketAddress target, InetSocketAddress from, Duration took)
            implements SessionFact {}

    /**
     * The target's control connection failed, or stood and its server took no session ({@link ConnectFailure#BUSY}). Another target
     * is tried, or {@link Closed} follows with {@link SessionEnd#TARGET_UNREACHABLE}.
     *
     * @param target the target as the settings name it
     * @param cause why
     * @param reason one line
     */
    record TargetFailed(HostPort target, ConnectFailure cause, String reason) implements SessionFact {}

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
     * @param policy what made the address that the client was told; says nothing of a 229
     */
    record PassiveAdvertised(
            Optional<Inet4Address> announcedAddress,
            int announcedPort,
            Optional<Inet4Address> advertisedAddress,
            int advertisedPort,
            int port,
            PolicyKind policy)
            implements SessionFact {
        /** Which reply it was. */
        public ReplyKind kind() {
            return announcedAddress.isPresent() ? ReplyKind.PASV : ReplyKind.EPSV;
        }
    }

    /**
     * A passive reply of the server became a 425 for the client.
     *
     * @param kind which reply
     * @param cause why
     */
    record PassiveRefused(ReplyKind kind, PassiveRefusal cause) implements SessionFact {}

    /**
     * A reservation ended although nobody came.
     *
     * @param port the data port
     * @param kind the reply that it was made for
     * @param cause why it ended
     */
    record ReservationEnded(int port, ReplyKind kind, ReservationEnd cause) implements SessionFact {}

    /**
     * The client's data connection came.
     *
     * @param source where from: the observed address
     * @param reached the address that it reached here, which is the one the client dialled
     * @param foreign whether the source is not the client's address on the control connection
     * @param kind the reply that it answers
     * @param waited how long its port was reserved, empty if none was
     */
    record DataArrived(
            InetSocketAddress source,
            InetSocketAddress reached,
            boolean foreign,
            ReplyKind kind,
            Optional<Duration> waited)
            implements SessionFact {}

    /**
     * The server's data port is connected.
     *
     * @param source of which {@link DataArrived}
     * @param name the control connection's target as the settings name it
     * @param target the address dialled
     * @param took from the dial on
     * @param progress of the bytes that can pass from now on
     */
    record DataTargetConnected(
            InetSocketAddress source, HostPort name, InetSocketAddress target, Duration took, DataProgress progress)
            implements SessionFact {}

    /**
     * The server's data port could not be reached. {@link DataClosed} with {@link DataEnd#TARGET_UNREACHABLE} follows.
     *
     * @param name the control connection's target as the settings name it
     * @param target the address dialled
     * @param kind the reply that the connection answers
     * @param cause why
     * @param reason one line
     */
    record DataTargetFailed(
            HostPort name, InetSocketAddress target, ReplyKind kind, ConnectFailure cause, String reason)
            implements SessionFact {}

    /**
     * A data connection ended.
     *
     * @param source of which {@link DataArrived}
     * @param kind the reply that it answered
     * @param fromClient bytes that came from the client
     * @param fromTarget bytes that came from the server
     * @param spliced how many of both were moved inside the kernel
     * @param firstByte from the client's arrival to the first byte of either side, empty if none came
     * @param end how it ended
     * @param took from the client's arrival to the end
     */
    record DataClosed(
            InetSocketAddress source,
            ReplyKind kind,
            long fromClient,
            long fromTarget,
            long spliced,
            Optional<Duration> firstByte,
            DataEnd end,
            Duration took)
            implements SessionFact {}

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
