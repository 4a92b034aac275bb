package io.github.passage.address;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network in CIDR notation, IPv4 or IPv6 (RFC 4632, RFC 4291 section 2.3).
 *
 * @param base the network's address, with all host bits zero
 * @param prefix number of leading bits that belong to the network, 0-32 or 0-128
 */
public record Cidr(InetAddress base, int prefix) {
    private static final String FORM = "expected: a network such as 10.1.0.0/16 or a single address";

    /** Checks that the prefix fits the address and that no host bit is set. */
    public Cidr {
        if (prefix < 0 || prefix > base.getAddress().length * 8) {
            throw new IllegalArgumentException(base.getHostAddress() + "/" + prefix + " (expected: a prefix from 0 to "
                    + base.getAddress().length * 8 + ")");
        }
        InetAddress network = mask(base, prefix);
        if (!network.equals(base)) {
            throw new IllegalArgumentException(base.getHostAddress() + "/" + prefix
                    + " (expected: host bits zero, that is " + network.getHostAddress() + "/" + prefix + ")");
        }
    }

    /**
     * Parses {@code address/prefix}, or a lone address as the network that holds only it.
     *
     * @throws IllegalArgumentException saying what was found and what was expected
     */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress base = IpLiteral.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" (" + FORM + ")"));
        if (slash < 0) {
            return of(base);
        }
        String digits = text.substring(slash + 1);
        if (digits.isEmpty() || digits.length() > 3 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("\"" + text + "\" (" + FORM + ")");
        }
        return new Cidr(base, Integer.parseInt(digits));
    }

    /** The network that holds one address only. */
    public static Cidr of(InetAddress address) {
        return new Cidr(address, address.getAddress().length * 8);
    }

    /** The network of the given size around an address; a prefix longer than the address is cut to its length. */
    public static Cidr around(InetAddress address, int prefix) {
        int bits = Math.min(prefix, address.getAddress().length * 8);
        return new Cidr(mask(address, bits), bits);
    }

    /** Whether the address is of the same family and lies inside. */
    public boolean contains(InetAddress address) {
        return address.getAddress().length == base.getAddress().length
                && mask(address, prefix).equals(base);
    }

    /**
     * All IPv4 addresses that lie in none of the networks, as few networks as possible.
     *
     * @param networks IPv4 networks, may overlap
     */
    public static List<Cidr> outsideV4(List<Cidr> networks) {
        List<Cidr> outside = new ArrayList<>();
        collectOutside(new Cidr(IpLiteral.v4(new byte[4]), 0), networks, outside);
        return List.copyOf(outside);
    }

    private static void collectOutside(Cidr part, List<Cidr> networks, List<Cidr> outside) {
        List<Cidr> touching = networks.stream()
                .filter(network -> network.contains(part.base()) || part.contains(network.base()))
                .toList();
        if (touching.isEmpty()) {
            outside.add(part);
            return;
        }
        if (touching.stream().anyMatch(network -> network.prefix() <= part.prefix())) {
            return;
        }
        int prefix = part.prefix() + 1;
        byte[] upper = part.base().getAddress();
        upper[part.prefix() / 8] |= (byte) (0x80 >> (part.prefix() % 8));
        collectOutside(new Cidr(part.base(), prefix), touching, outside);
        collectOutside(new Cidr(IpLiteral.v4(upper), prefix), touching, outside);
    }

    private static InetAddress mask(InetAddress address, int prefix) {
        byte[] bytes = Arrays.copyOf(address.getAddress(), address.getAddress().length);
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.clamp(prefix - i * 8L, 0, 8);
            bytes[i] &= (byte) (0xFF << (8 - keep));
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("masking keeps an address's length", e);
        }
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefix;
    }
}
