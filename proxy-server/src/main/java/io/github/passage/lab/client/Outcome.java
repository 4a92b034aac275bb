package io.github.passage.lab.client;

import java.net.InetSocketAddress;
import java.util.Optional;

/** How a client's transfer ended. */
public sealed interface Outcome {

    /**
     * The transfer succeeded.
     *
     * @param way how the data connection came about
     * @param dialled as the client saw it; empty in active mode
     */
    record Success(Way way, Optional<InetSocketAddress> dialled) implements Outcome {}

    /**
     * It failed. If a data connection was dialled in vain, that is the failure, even if the client tried other things afterwards.
     *
     * @param step where
     * @param cause why
     * @param at the address in question, as the client saw it; empty if there is none
     */
    record Failure(Step step, Cause cause, Optional<InetSocketAddress> at) implements Outcome {}

    /** How a data connection comes about. */
    enum Way {
        /** To the port of a 229. */
        EPSV,
        /** To the address and port of a 227. */
        PASV_ANNOUNCED,
        /** To the port of a 227, at the control connection's address, which is another than the announced one. */
        PASV_CONTROL,
        /** From the server. */
        ACTIVE
    }

    /** The steps of a transfer. */
    enum Step {
        /** The control connection. */
        CONNECT,
        /** The greeting, USER and PASS. */
        LOGIN,
        /** FEAT, EPSV and PASV. */
        PASSIVE_COMMAND,
        /** What the client makes of a 227 or 229. */
        PASSIVE_REPLY,
        /** PORT or EPRT. */
        ACTIVE_COMMAND,
        /** The data connection. */
        DATA_CONNECT,
        /** The data, and the server's last word on them. */
        DATA_TRANSFER
    }

    /** Why a step failed. */
    enum Cause {
        /** The connection was refused, or reset before its first byte. */
        REFUSED,
        /** Nothing answered. */
        TIMED_OUT,
        /** The server refused the command, and the client knows no other way. */
        COMMAND_REFUSED,
        /** The client cannot read the passive reply. */
        UNREADABLE,
        /** The client does not dial another address than the control connection's. */
        FOREIGN_ADDRESS,
        /** The client closed the data connection since it was not to the control connection's address. */
        NOT_THE_PEER,
        /** The client cannot make IPv6 connections. */
        NO_IPV6,
        /** The server refused user or password. */
        LOGIN_REFUSED,
        /** The control connection ended. */
        CONTROL_LOST,
        /** The server sent no reply in time. */
        NO_REPLY,
        /** The server said that the transfer failed, or the data connection broke. */
        TRANSFER_FAILED
    }
}
