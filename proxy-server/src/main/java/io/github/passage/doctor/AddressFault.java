package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.Pasv;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What is wrong with the address and port of a 227, as seen from here. */
enum AddressFault {
    NONE(""),
    ZERO("announced-zero"),
    LOOPBACK("announced-loopback"),
    PRIVATE("announced-private"),
    UNREACHABLE("announced-unreachable"),
    OTHER_BUT_REACHABLE("announced-other-address"),
    PORTS_BLOCKED("passive-ports-blocked");

    private final String id;

    AddressFault(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The fault of a 227 that could be read. */
    static AddressFault of(EndpointFacts facts) {
        Pasv pasv = facts.pasv();
        InetAddress announced = announced(facts).getAddress();
        InetAddress control = control(facts).getAddress();
        AddressKind kind = AddressKind.of(announced);
        if (kind == AddressKind.UNSPECIFIED) {
            return ZERO;
        }
        if (kind == AddressKind.LOOPBACK && AddressKind.of(control) != AddressKind.LOOPBACK) {
            return LOOPBACK;
        }
        if (announced.equals(control)) {
            return pasv.announcedOpen() ? NONE : PORTS_BLOCKED;
        }
        if (pasv.announcedOpen()) {
            return OTHER_BUT_REACHABLE;
        }
        return kind == AddressKind.PRIVATE && AddressKind.of(control) == AddressKind.PUBLIC ? PRIVATE : UNREACHABLE;
    }

    String what(EndpointFacts facts) {
        String announced = announced(facts).getAddress().getHostAddress();
        String control = control(facts).getAddress().getHostAddress();
        String dialled = facts.pasv()
                .atAnnounced()
                .map(dial -> dial.shownAddress() + " " + dial.inWords())
                .orElse("not dialled");
        return switch (this) {
            case NONE -> "The server announces an address that answers.";
            case ZERO -> "The server announces 0.0.0.0, which asks clients to use the control connection's address.";
            case LOOPBACK -> "The server announces " + announced + ", which is the client's own machine.";
            case PRIVATE ->
                "The server announces the private address " + announced + " behind the public address " + control + " ("
                        + dialled + ").";
            case UNREACHABLE ->
                "The server announces " + announced + ", which does not answer here (" + dialled
                        + "); the control connection goes to " + control + ".";
            case OTHER_BUT_REACHABLE ->
                "The server announces " + announced
                        + ", which answers, but is another address than the control connection's, " + control + ".";
            case PORTS_BLOCKED ->
                "The server announces its own address, and the port there cannot be reached: " + dialled + ".";
        };
    }

    String why(EndpointFacts facts) {
        return switch (this) {
            case NONE -> "";
            case ZERO ->
                "wget, ncftp, rclone, PHP, perl Net::FTP, lynx, mc, ftp-ssl and other clients dial 0.0.0.0, which is their own"
                        + " machine; tnftp, inetutils ftp and the JDK refuse it. lftp, curl, python ftplib and others repair it.";
            case LOOPBACK ->
                "Clients that obey dial themselves. The server runs behind a proxy on its own machine, or takes its address from"
                        + " its hosts file.";
            case PRIVATE ->
                "The server does not know the address by which it is reached. lftp, ncftp, commons-net and FileZilla replace a"
                        + " private address behind a public one; wget, perl Net::FTP, PHP, ftp-ssl and others obey and hang.";
            case UNREACHABLE ->
                "The server does not know the address by which it is reached. Clients that obey the 227 log in and then hang or"
                        + " fail at the first listing; those that always use the control address (curl, python ftplib, aria2)"
                        + (facts.pasv().controlOpen() ? " work." : " would work if its port answered.");
            case OTHER_BUT_REACHABLE ->
                "tnftp, inetutils ftp, ftpcopy, basic-ftp 6 and the JDK refuse a foreign address."
                        + (facts.pasv().controlOpen()
                                ? ""
                                : " curl, python ftplib, ruby Net::FTP, aria2 and others always use the control connection's"
                                        + " address, where the port does not answer.");
            case PORTS_BLOCKED ->
                "Refused: the data connection reaches a host where the port is closed, perhaps another server. No answer: a"
                        + " firewall or security group passes the control port only.";
        };
    }

    private static InetSocketAddress announced(EndpointFacts facts) {
        return facts.pasv().announced().orElseThrow();
    }

    private static InetSocketAddress control(EndpointFacts facts) {
        return facts.control().orElseThrow();
    }
}
