package io.github.passage.lab.trace;

import io.github.passage.address.IpLiteral;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The connections that this machine's programs are trying to make right now, read from the kernel's table: a connect that nobody
 * answers stands there as SYN_SENT with the address that was dialled. Needs no privilege.
 */
final class SynSent {
    private static final Path TABLE = Path.of("/proc/net/tcp");
    private static final String STATE = "02";

    private SynSent() {}

    /**
     * The addresses that a client is dialling at a port.
     *
     * @return empty also where the system has no such table
     */
    static List<InetSocketAddress> dialledNow(Inet4Address client, int port) {
        try (Stream<String> lines = Files.lines(TABLE)) {
            return find(lines, client, port);
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The same from the table's lines: {@code sl local_address rem_address st ...}, addresses in little-endian hex. */
    static List<InetSocketAddress> find(Stream<String> lines, Inet4Address client, int port) {
        return lines.map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[3].equals(STATE))
                .filter(fields ->
                        address(fields[1]).map(InetSocketAddress::getAddress).equals(Optional.of(client)))
                .flatMap(fields -> address(fields[2]).stream())
                .filter(remote -> remote.getPort() == port)
                .distinct()
                .toList();
    }

    private static Optional<InetSocketAddress> address(String hex) {
        if (!hex.matches("[0-9A-F]{8}:[0-9A-F]{4}")) {
            return Optional.empty();
        }
        int reversed = Integer.reverseBytes(Integer.parseUnsignedInt(hex.substring(0, 8), 16));
        byte[] octets = {(byte) (reversed >> 24), (byte) (reversed >> 16), (byte) (reversed >> 8), (byte) reversed};
        return Optional.of(new InetSocketAddress(IpLiteral.v4(octets), Integer.parseInt(hex.substring(9), 16)));
    }
}
