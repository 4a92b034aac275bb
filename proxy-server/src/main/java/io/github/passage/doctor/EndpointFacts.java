package io.github.passage.doctor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What was measured of an endpoint, from where the program ran. No opinion, and no password, is in it.
 *
 * @param endpoint what was asked for
 * @param reach names and the way to the control port
 * @param greeting what came first
 * @param features the answer to FEAT
 * @param tls the answer to AUTH TLS and what became of it
 * @param login the answer to USER and PASS
 * @param epsv the answer to EPSV and its data port
 * @param pasv the answer to PASV and its data port
 */
public record EndpointFacts(
        Endpoint endpoint,
        Reach reach,
        Greeting greeting,
        Features features,
        Tls tls,
        Login login,
        Epsv epsv,
        Pasv pasv) {
    /**
     * Names and the way to the control port.
     *
     * @param resolved every address of the name, in the resolver's order; empty if it has none
     * @param dials attempts to reach the control port; all but the last failed
     * @param local where the control connection came from; empty if none was made
     */
    public record Reach(List<InetAddress> resolved, List<Dial> dials, Optional<InetSocketAddress> local) {
        /** Keeps its own copies. */
        public Reach {
            resolved = List.copyOf(resolved);
            dials = List.copyOf(dials);
        }
    }

    /** What the other end of the control connection speaks. */
    public enum Speech {
        FTP,
        /** TLS from the first byte, and FTP within: implicit FTPS. */
        IMPLICIT_FTPS,
        TLS,
        SSH,
        HTTP,
        SMTP,
        /** Nothing, although it was also spoken to. */
        SILENCE,
        /** It ended the connection without a word. */
        CLOSED,
        OTHER,
        /** There was no connection. */
        NONE
    }

    /** What came first: its lines as they were said, and what that makes of the other end. */
    public record Greeting(Speech speech, Answer answer) {
        Greeting without(String secret) {
            return new Greeting(speech, answer.without(secret));
        }
    }

    /** The answer to FEAT (RFC 2389), and the features' lines without blanks around them. */
    public record Features(Answer answer, List<String> names) {
        /** Keeps its own copy. */
        public Features {
            names = List.copyOf(names);
        }

        static Features of(Answer answer) {
            List<String> lines = answer.lines();
            List<String> names = answer.code() == 211 && lines.size() > 2
                    ? lines.subList(1, lines.size() - 1).stream()
                            .map(line -> line.replaceFirst("^211-", "").strip())
                            .toList()
                    : List.of();
            return new Features(answer, names);
        }
    }

    /**
     * TLS on the control connection (RFC 4217).
     *
     * @param auth the answer to AUTH TLS
     * @param handshake what became of the handshake; empty if there was none
     */
    public record Tls(Answer auth, Optional<Handshake> handshake) {
        /** Whether a handshake succeeded. */
        public boolean works() {
            return handshake.map(Handshake::done).orElse(false);
        }
    }

    /**
     * A TLS handshake in which every certificate was accepted.
     *
     * @param done whether it succeeded
     * @param detail the protocol, for example {@code TLSv1.3}, or what failed
     * @param certificate the server's; empty if it came to none
     */
    public record Handshake(boolean done, String detail, Optional<Certificate> certificate) {}

    /**
     * A server's certificate.
     *
     * @param subject its distinguished name
     * @param notAfter when it expires
     * @param problem why a client that checks would refuse it for the endpoint's host; empty if it would not
     */
    public record Certificate(String subject, Instant notAfter, Optional<String> problem) {}

    /**
     * The login.
     *
     * @param outcome how it ended
     * @param command the last command sent for it: USER or PASS
     * @param answer the answer to that
     * @param encrypted whether it was tried over TLS, after the server had refused it in clear text
     */
    public record Login(LoginOutcome outcome, String command, Answer answer, boolean encrypted) {}

    /** How a login ended. */
    public enum LoginOutcome {
        ACCEPTED,
        REFUSED,
        /** Refused in clear text for want of TLS, and not done over TLS either. */
        NEEDS_TLS,
        /** A command got no answer, or the connection was closed. */
        HANGS,
        /** There was no login to try. */
        NOT_TRIED
    }

    /**
     * EPSV (RFC 2428).
     *
     * @param answer the answer to EPSV
     * @param port what it announced; empty if nothing readable
     * @param dial the control address at that port; empty if there was none
     * @param listing what came of LIST over that connection; empty if not tried
     */
    public record Epsv(Answer answer, OptionalInt port, Optional<Dial> dial, Optional<Listing> listing) {
        /** Whether the announced port could be reached. */
        public boolean open() {
            return dial.map(Dial::open).orElse(false);
        }

        /** Whether a client that asks for EPSV gets its bytes. */
        public boolean works() {
            return open() && listing.map(Listing::complete).orElse(true);
        }
    }

    /**
     * PASV (RFC 959 section 4.1.2).
     *
     * @param answer the answer to PASV
     * @param announced address and port of the 227; empty if nothing readable
     * @param oddities in which ways the 227 is not of the usual form
     * @param atAnnounced the announced address, dialled
     * @param atControl the control connection's address at an announced port, dialled where the announced address is another
     * @param listing what came of LIST over the connection that worked, the announced address's first; empty if not tried
     */
    public record Pasv(
            Answer answer,
            Optional<InetSocketAddress> announced,
            Set<FormatOddity> oddities,
            Optional<Dial> atAnnounced,
            Optional<Dial> atControl,
            Optional<Listing> listing) {
        /** Keeps its own copy. */
        public Pasv {
            oddities = Set.copyOf(oddities);
        }

        /** Whether the announced address and port could be reached. */
        public boolean announcedOpen() {
            return atAnnounced.map(Dial::open).orElse(false);
        }

        /** Whether the port could be reached at the control address, where that is another than the announced one. */
        public boolean controlOpen() {
            return atControl.map(Dial::open).orElse(false);
        }
    }

    /** In which way a 227 differs from {@code 227 text (h1,h2,h3,h4,p1,p2)}. */
    public enum FormatOddity {
        NO_PARENTHESES,
        EQUALS_SIGN,
        BLANKS_BETWEEN_NUMBERS
    }

    /**
     * LIST over a data connection.
     *
     * @param complete whether the server said that all was sent, by 226 or 250
     * @param bytes that came, before decryption, counted up to a limit
     * @param answer the last answer on the control connection
     */
    public record Listing(boolean complete, long bytes, Answer answer) {}

    /** The control connection's other end; empty if there was no connection. */
    public Optional<InetSocketAddress> control() {
        return reach.dials().stream().filter(Dial::open).map(Dial::address).findFirst();
    }

    /** Whether anything there speaks FTP to clients that begin in clear text or with TLS. */
    public boolean isFtp() {
        return greeting.speech() == Speech.FTP || greeting.speech() == Speech.IMPLICIT_FTPS;
    }
}
