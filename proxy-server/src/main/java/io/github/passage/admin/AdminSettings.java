package io.github.passage.admin;

import io.github.passage.address.HostPort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the admin server listens and who may ask.
 *
 * @param listen where
 * @param tokenFile holds the bearer token that requests must carry; empty if they need none
 */
public record AdminSettings(Listen listen, Optional<Path> tokenFile) {
    /** What stands behind {@code auto}. */
    public static final InetSocketAddress USUAL = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9621);

    /** For messages, what an operator may write. */
    public static final String EXPECTED = "auto, off, or an IP address and a port such as 127.0.0.1:9621";

    /** No admin server. */
    public static AdminSettings off() {
        return new AdminSettings(new Listen.Off(), Optional.empty());
    }

    /** Whether anybody but this machine could ask without a token. */
    public boolean isOpenToOthers() {
        return tokenFile.isEmpty()
                && listen instanceof Listen.At(InetSocketAddress address)
                && !address.getAddress().isLoopbackAddress();
    }

    /** Where the admin server listens. */
    public sealed interface Listen {
        /**
         * Reads what an operator wrote.
         *
         * @throws IllegalArgumentException saying what was found and what was expected
         */
        static Listen parse(String text) {
            return switch (text) {
                case "auto" -> new Auto();
                case "off" -> new Off();
                default -> new At(address(text));
            };
        }

        private static InetSocketAddress address(String text) {
            try {
                HostPort parsed = HostPort.parse(text);
                return new InetSocketAddress(parsed.literal().orElseThrow(), parsed.port());
            } catch (RuntimeException e) {
                throw new IllegalArgumentException("\"" + text + "\" (expected: " + EXPECTED + ")", e);
            }
        }

        /** At {@link #USUAL}, or if that is taken at any free port of 127.0.0.1. */
        record Auto() implements Listen {}

        /** Nowhere. */
        record Off() implements Listen {}

        /**
         * At one address only.
         *
         * @param address port 0 takes any free one
         */
        record At(InetSocketAddress address) implements Listen {}
    }
}
