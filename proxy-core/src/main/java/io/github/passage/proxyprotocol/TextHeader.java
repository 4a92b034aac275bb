package io.github.passage.proxyprotocol;

import io.github.passage.address.IpLiteral;
import io.github.passage.telemetry.HeaderFault;
import io.netty.buffer.ByteBuf;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads headers of version 1 (specification section 2.1), whose first word is known to be PROXY. */
final class TextHeader {
    /** With the line end; the specification's worst case. */
    private static final int LONGEST = 107;

    private TextHeader() {}

    static Parsed parse(ByteBuf bytes) {
        int within = Math.min(bytes.readableBytes(), LONGEST);
        int cr = bytes.indexOf(bytes.readerIndex(), bytes.readerIndex() + within, (byte) '\r') - bytes.readerIndex();
        int lf = bytes.indexOf(bytes.readerIndex(), bytes.readerIndex() + within, (byte) '\n') - bytes.readerIndex();
        if (lf >= 0 && lf != cr + 1) {
            return HeaderParser.malformed("a PROXY header whose line does not end in CRLF");
        }
        if (lf < 0) {
            return within < LONGEST
                    ? new Parsed.NeedMore()
                    : new Parsed.Malformed(
                            HeaderFault.OVERSIZED, "a PROXY header of version 1 of more than " + LONGEST + " bytes");
        }
        String line = bytes.toString(bytes.readerIndex(), cr, StandardCharsets.ISO_8859_1);
        return read(line, lf + 1);
    }

    private static Parsed read(String line, int length) {
        if (line.equals("PROXY UNKNOWN") || line.startsWith("PROXY UNKNOWN ")) {
            return new Parsed.Nobody(length);
        }
        String[] words = line.split(" ", -1);
        if (words.length != 6 || !(words[1].equals("TCP4") || words[1].equals("TCP6"))) {
            return HeaderParser.malformed("a PROXY header of version 1 that is not of six words");
        }
        boolean v4 = words[1].equals("TCP4");
        Optional<InetAddress> source = address(words[2], v4);
        Optional<InetAddress> destination = address(words[3], v4);
        OptionalInt from = port(words[4]);
        OptionalInt to = port(words[5]);
        if (source.isEmpty() || destination.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return HeaderParser.malformed("a PROXY header of version 1 with a wrong address or port");
        }
        return new Parsed.Client(
                new ProxyHeader(
                        new InetSocketAddress(source.get(), from.getAsInt()),
                        new InetSocketAddress(destination.get(), to.getAsInt()),
                        List.of()),
                length);
    }

    private static Optional<InetAddress> address(String text, boolean v4) {
        if (v4) {
            Optional<Inet4Address> address = IpLiteral.parseV4(text);
            return address.map(found -> found);
        }
        // Java makes an IPv4 address of an IPv6 literal that maps one, which counts as the same client.
        return text.contains(":") && text.matches("[0-9a-fA-F:.]{2,45}") ? IpLiteral.parse(text) : Optional.empty();
    }

    /** No leading zeros, which could mean octal. */
    private static OptionalInt port(String text) {
        if (!text.matches("0|[1-9][0-9]{0,4}")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port <= 0xFFFF ? OptionalInt.of(port) : OptionalInt.empty();
    }
}
