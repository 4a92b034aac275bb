package io.github.passage.transport;

import io.github.passage.address.Cidr;
import io.netty.channel.unix.RawUnixChannelOption;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A classic BPF program for a listening socket that drops segments of foreign sources, so that their connect times out as in
 * a network without a route (Linux, Documentation/networking/filter.rst). Needs no privilege.
 */
final class SourceFilter implements AutoCloseable {
    private static final int FPROG_BYTES = 16;

    /** Linux's option to attach a program to a socket: SOL_SOCKET 1, SO_ATTACH_FILTER 26. */
    static final RawUnixChannelOption SO_ATTACH_FILTER =
            new RawUnixChannelOption("SO_ATTACH_FILTER", 1, 26, FPROG_BYTES);

    private static final short LOAD_WORD_ABSOLUTE = 0x20;
    private static final short AND_CONSTANT = 0x54;
    private static final short JUMP_IF_EQUAL_CONSTANT = 0x15;
    private static final short RETURN_CONSTANT = 0x06;
    /** SKF_NET_OFF: offsets from here count from the network header; the source address stands at 12. */
    private static final int SOURCE_ADDRESS = -0x100000 + 12;

    private static final int INSTRUCTION_BYTES = 8;
    private static final int INSTRUCTIONS_PER_NETWORK = 4;

    private final Arena arena;
    private final ByteBuffer fprog;

    private SourceFilter(Arena arena, ByteBuffer fprog) {
        this.arena = arena;
        this.fprog = fprog;
    }

    /**
     * A program that admits the given networks only.
     *
     * @param networks IPv4 networks, 1 to 1,000
     */
    static SourceFilter admitting(List<Cidr> networks) {
        for (Cidr network : networks) {
            if (!(network.base() instanceof Inet4Address)) {
                throw new IllegalArgumentException(
                        network + " (expected: an IPv4 network, the kernel's filter reads no other)");
            }
        }
        Arena arena = Arena.ofShared();
        int count = networks.size() * INSTRUCTIONS_PER_NETWORK + 1;
        MemorySegment code = arena.allocate((long) count * INSTRUCTION_BYTES, 8);
        ByteBuffer out = code.asByteBuffer().order(ByteOrder.nativeOrder());
        for (Cidr network : networks) {
            int base = ByteBuffer.wrap(network.base().getAddress()).getInt();
            int mask = network.prefix() == 0 ? 0 : -1 << (32 - network.prefix());
            instruction(out, LOAD_WORD_ABSOLUTE, 0, 0, SOURCE_ADDRESS);
            instruction(out, AND_CONSTANT, 0, 0, mask);
            instruction(out, JUMP_IF_EQUAL_CONSTANT, 0, 1, base);
            instruction(out, RETURN_CONSTANT, 0, 0, -1);
        }
        instruction(out, RETURN_CONSTANT, 0, 0, 0);
        MemorySegment header = arena.allocate(FPROG_BYTES, 8);
        header.set(ValueLayout.JAVA_SHORT, 0, (short) count);
        header.set(ValueLayout.JAVA_LONG, 8, code.address());
        return new SourceFilter(arena, header.asByteBuffer().order(ByteOrder.nativeOrder()));
    }

    private static void instruction(ByteBuffer out, short code, int ifTrue, int ifFalse, int constant) {
        out.putShort(code).put((byte) ifTrue).put((byte) ifFalse).putInt(constant);
    }

    /** The option's value: struct sock_fprog. */
    ByteBuffer program() {
        return fprog;
    }

    @Override
    public void close() {
        arena.close();
    }
}
