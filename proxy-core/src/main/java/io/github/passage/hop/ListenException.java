package io.github.passage.hop;

import io.github.passage.address.HostPort;
import java.net.InetSocketAddress;
import java.util.List;

/** A hop could not listen: the address is in use, not of this machine, or the port needs a privilege. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** The system's words are in its language, so that Netty's number counts as well. */
    private static final List<String> IN_USE = List.of("in use", "error(-98)");

    private static final List<String> NOT_HERE = List.of("annot assign", "error(-99)");
    private static final List<String> NOT_ALLOWED = List.of("ermission denied", "error(-13)");

    private final InetSocketAddress address;
    private final boolean passing;

    ListenException(String hop, InetSocketAddress address, Throwable cause) {
        super(text(hop, address, cause), cause);
        this.address = address;
        this.passing = says(cause, IN_USE) || says(cause, NOT_HERE);
    }

    /** Where it could not listen. */
    public InetSocketAddress address() {
        return address;
    }

    /** Whether it may be possible later, since another program can give the address up, or the machine get it. */
    public boolean isPassing() {
        return passing;
    }

    private static boolean says(Throwable cause, List<String> words) {
        return words.stream().anyMatch(String.valueOf(cause.getMessage())::contains);
    }

    private static String text(String hop, InetSocketAddress address, Throwable cause) {
        HostPort shown = HostPort.of(address);
        String reason = String.valueOf(cause.getMessage());
        String advice;
        if (says(cause, IN_USE)) {
            reason = "address already in use";
            advice = "choose another port, or end the program that uses this one: ss -ltnp 'sport = :"
                    + address.getPort() + "'";
        } else if (says(cause, NOT_ALLOWED)) {
            reason = "permission denied";
            advice = "ports below 1024 need root or CAP_NET_BIND_SERVICE; choose a higher one, for example 2121";
        } else if (says(cause, NOT_HERE)) {
            reason = "not an address of this machine";
            advice = "list the addresses with: ip address";
        } else {
            advice = "check address and port";
        }
        return "cannot listen on " + shown + " (" + hop + "): " + reason + "; " + advice;
    }
}
