package io.github.passage.transport;

import io.github.passage.address.Cidr;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Drops by a classic BPF program on the listening socket (Linux, Documentation/networking/filter.rst). Kernels of 2026 ask for
 * CAP_NET_ADMIN to attach one, older ones for nothing.
 */
final class FilterDrop implements SilentDrop {
    private static final int FPROG_BYTES = 16;

    /** Linux's option to attach a program to a socket: SOL_SOCKET 1, SO_ATTACH_FILTER 26. */
    private static final RawUnixChannelOption SO_ATTACH_FILTER =
            new RawUnixChannelOption("SO_ATTACH_FILTER", 1, 26, FPROG_BYTES);

    private static final short LOAD_WORD_ABSOLUTE = 0x20;
    private static final short AND_CONSTANT = 0x54;
    private static final short JUMP_IF_EQUAL_CONSTANT = 0x15;
    private static final short RETURN_CONSTANT = 0x06;
    /** SKF_NET_OFF: offsets from here count from the network header; the source address stands at 12. */
    private static final int SOURCE_ADDRESS = -0x100000 + 12;

    private static final int INSTRUCTION_BYTES = 8;
    private static final int INSTRUCTIONS_PER_NETWORK = 4;

    private final ByteBuffer fprog;

    private FilterDrop(ByteBuffer fprog) {
        this.fprog = fprog;
    }

    /**
     * A program that admits the given networks only.
     *
     * @param networks IPv4 networks, 1 to 1,000
     */
    static FilterDrop admitting(List<Cidr> networks) {
        // To close a shared arena stops every thread for a moment, and the lab binds listeners all the time.
        Arena arena = Arena.ofAuto();
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
        return new FilterDrop(header.asByteBuffer().order(ByteOrder.nativeOrder()));
    }

    private static void instruction(ByteBuffer out, short code, int ifTrue, int ifFalse, int constant) {
        out.putShort(code).put((byte) ifTrue).put((byte) ifFalse).putInt(constant);
    }

    /** Whether this process may attach a program. */
    static boolean isPermitted() {
        return Permission.GRANTED;
    }

    /** Asked once: a process does not gain the capability later. */
    private static final class Permission {
        static final boolean GRANTED = probe();
    }

    private static boolean probe() {
        EpollServerSocketChannel probe = new EpollServerSocketChannel();
        try {
            FilterDrop filter = admitting(List.of(Cidr.parse("127.0.0.0/8")));
            return probe.config().setOption(SO_ATTACH_FILTER, filter.fprog);
        } catch (ChannelException refused) {
            return false;
        } finally {
            probe.unsafe().closeForcibly();
        }
    }

    @Override
    public void on(Bootstrap listener) {
        listener.option(SO_ATTACH_FILTER, fprog);
    }

    @Override
    public void on(Channel connection) {
        connection.config().setOption(SO_ATTACH_FILTER, fprog);
    }

    @Override
    public void close() {
        // The collector frees the program when nothing refers to it any more.
    }
}
