package io.github.passage.lab.predict;

import io.github.passage.lab.profile.Liberty;
import io.github.passage.lab.profile.Method;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What a client meets on its way to a data connection.
 *
 * @param control the address of its control connection
 * @param listsEpsv whether FEAT lists EPSV
 * @param epsv what EPSV is answered
 * @param announcement the address in a 227; empty if PASV is refused
 * @param announcer who put it there
 * @param liberties what is unusual in the form of the 227
 * @param landing what a connection to the data port at an address comes to, as EPSV or PASV told that port; several where a load balancer chooses
 */
public record Meeting(
        InetAddress control,
        boolean listsEpsv,
        Epsv epsv,
        Optional<Inet4Address> announcement,
        String announcer,
        Set<Liberty> liberties,
        BiFunction<Method, InetAddress, List<Landing>> landing) {
    /** Copies the set. */
    public Meeting {
        liberties = Set.copyOf(liberties);
    }

    /** What EPSV is answered. */
    public enum Epsv {
        /** 229. */
        OFFERED,
        /** 500, 502 and the like. */
        REFUSED,
        /** 522, of which clients make something else (RFC 2428 section 2). */
        PROTOCOL_REFUSED
    }
}
