package io.github.passage.ftp.codec;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Feeds decoders in pieces and collects what comes out. */
final class Decoding {
    private Decoding() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What a fresh decoder makes of the pieces. */
    static List<Object> decode(Supplier<ChannelHandler> decoder, byte[]... pieces) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder.get());
        List<Object> out = new ArrayList<>();
        for (byte[] piece : pieces) {
            channel.writeInbound(Unpooled.copiedBuffer(piece));
            drain(channel, out);
        }
        channel.finish();
        drain(channel, out);
        return out;
    }

    /** The input in two pieces, once for each byte position, and last as single bytes. */
    static List<byte[][]> splits(byte[] input) {
        List<byte[][]> splits = new ArrayList<>();
        for (int at = 0; at <= input.length; at++) {
            splits.add(new byte[][] {
                java.util.Arrays.copyOfRange(input, 0, at), java.util.Arrays.copyOfRange(input, at, input.length)
            });
        }
        byte[][] singles = new byte[input.length][];
        for (int i = 0; i < input.length; i++) {
            singles[i] = new byte[] {input[i]};
        }
        splits.add(singles);
        return splits;
    }

    /** The input in pieces of random size. */
    static byte[][] pieces(byte[] input, RandomGenerator random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < input.length; ) {
            int length = Math.min(random.nextInt(1, 40), input.length - at);
            pieces.add(java.util.Arrays.copyOfRange(input, at, at + length));
            at += length;
        }
        return pieces.toArray(new byte[0][]);
    }

    private static void drain(EmbeddedChannel channel, List<Object> out) {
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            out.add(message);
        }
    }
}
