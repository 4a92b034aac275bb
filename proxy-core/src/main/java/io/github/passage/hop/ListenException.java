package io.github.passage.hop;

import java.net.InetSocketAddress;

/** A hop could not listen: the address is in use, not of this machine, or the port needs a privilege. */
public final class ListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ListenException(String hop, InetSocketAddress address, Throwable cause) {
        super(text(hop, address, cause), cause);
    }

    private static String text(String hop, InetSocketAddress address, Throwable cause) {
        String shown = address.getAddress() == null
                ? address.toString()
                : address.getAddress().getHostAddress() + ":" + address.getPort();
        String reason = String.valueOf(cause.getMessage());
        String advice;
        if (reason.contains("in use")) {
            reason = "address already in use";
            advice = "choose another port, or end the program that uses this one: ss -ltnp 'sport = :"
                    + address.getPort() + "'";
        } else if (reason.contains("ermission denied")) {
            reason = "permission denied";
            advice = "ports below 1024 need root or CAP_NET_BIND_SERVICE; choose a higher one, for example 2121";
        } else if (reason.contains("annot assign")) {
            reason = "not an address of this machine";
            advice = "list the addresses with: ip address";
        } else {
            advice = "check address and port";
        }
        return "cannot listen on " + shown + " (" + hop + "): " + reason + "; " + advice;
    }
}
