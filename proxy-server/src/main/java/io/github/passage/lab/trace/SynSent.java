package io.github.passage.lab.trace;

import io.github.passage.address.IpLiteral;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The connections that this machine's programs are trying to make right now, read from the kernel's tables: a connect that nobody
 * answers stands there as SYN_SENT with the address that was dialled. Needs no privilege.
 */
final class SynSent {
    private static final Pattern ADDRESS = Pattern.compile("(?:0{16}FFFF0000)?([0-9A-F]{8}):([0-9A-F]{4})");
    private static final String STATE = "02";

    private SynSent() {}

    /**
     * The addresses that a client is dialling because of an offer: those at the offered port. From the tables' lines:
     * {@code sl local_address rem_address st ...}, addresses as words of little-endian hex.
     *
     * @param client the client's address; towards an offered address outside 127.0.0.0/8 it has another
     */
    static List<InetSocketAddress> find(Stream<String> lines, Inet4Address client, Offer offer) {
        return lines.map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[3].equals(STATE))
                .flatMap(fields -> address(fields[2])
                        .filter(remote -> remote.getPort() == offer.port())
                        .filter(remote -> isFrom(fields[1], client) || isOutside(remote, offer))
                        .stream())
                .distinct()
                .toList();
    }

    private static boolean isFrom(String local, Inet4Address client) {
        return address(local).map(InetSocketAddress::getAddress).equals(Optional.of(client));
    }

    /** A connection out of this machine leaves from one of its real addresses, whatever the client had before. */
    private static boolean isOutside(InetSocketAddress remote, Offer offer) {
        return !remote.getAddress().isLoopbackAddress() && remote.getAddress().equals(offer.obeyed());
    }

    private static Optional<InetSocketAddress> address(String hex) {
        Matcher matcher = ADDRESS.matcher(hex);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int reversed = Integer.reverseBytes(Integer.parseUnsignedInt(matcher.group(1), 16));
        byte[] octets = {(byte) (reversed >> 24), (byte) (reversed >> 16), (byte) (reversed >> 8), (byte) reversed};
        return Optional.of(new InetSocketAddress(IpLiteral.v4(octets), Integer.parseInt(matcher.group(2), 16)));
    }
}
