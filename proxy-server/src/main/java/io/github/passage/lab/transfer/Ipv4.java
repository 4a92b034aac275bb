package io.github.passage.lab.transfer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Makes addresses of four bytes, without a look-up and without a checked exception that cannot happen. */
final class Ipv4 {

    private Ipv4() {}

    static Inet4Address of(byte[] fourBytes) {
        try {
            return (Inet4Address) InetAddress.getByAddress(fourBytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: " + fourBytes.length + " bytes (expected: 4)", e);
        }
    }
}
