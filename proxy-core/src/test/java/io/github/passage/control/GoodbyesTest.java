package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.proxyprotocol.HeaderReader;
import io.github.passage.proxyprotocol.ProxyHeader;
import io.github.passage.telemetry.HeaderFault;
import io.github.passage.transport.Accepted;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much, and how long, a client that gets no session can cost. */
class GoodbyesTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress("203.0.113.9", 40_000);
    private static final InetSocketAddress HERE = new InetSocketAddress("10.0.1.5", 21);
    private static final ReplyLine REPLY = ReplyLine.of(421, "Too many sessions, try again later.");
    private static final int PIECE = 4 * 1024;
    private static final int MOST_READ = 16 * 1024;

    private final Goodbyes goodbyes = new Goodbyes();
    private final List<EmbeddedChannel> channels = new ArrayList<>();

    @AfterEach
    void release() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    private EmbeddedChannel refused(byte[] header, int behind) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channels.add(channel);
        HeaderReader.Wait wait = HeaderReader.Wait.atOnce(Duration.ofSeconds(5));
        channel.pipeline().addLast(ControlHeaders.READER, new HeaderReader(wait, new HeaderReader.Listener() {
            @Override
            public void client(ProxyHeader found) {
                goodbyes.say(new Accepted(channel, CLIENT, HERE), channel.eventLoop(), REPLY);
            }

            @Override
            public void nobody() {
                throw new AssertionError("a header of nobody");
            }

            @Override
            public void rejected(HeaderFault fault, String reason) {
                throw new AssertionError(reason);
            }
        }));
        channel.writeInbound(Unpooled.wrappedBuffer(header, new byte[behind]));
        return channel;
    }

    private static byte[] header() {
        return new ProxyHeader(CLIENT, HERE, Optional.empty()).version2();
    }

    private static void assertReplied(EmbeddedChannel channel) {
        ByteBuf reply = channel.readOutbound();
        assertThat(reply.toString(StandardCharsets.US_ASCII)).isEqualTo("421 Too many sessions, try again later.\r\n");
        reply.release();
    }

    @Test
    void ofWhatComesBehindAHeaderOnlyALittleIsRead() {
        EmbeddedChannel channel = refused(header(), 10);
        assertReplied(channel);
        int read = 0;
        while (channel.isOpen() && read < 1 << 20) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[PIECE]));
            read += PIECE;
        }

        assertThat(read).isBetween(MOST_READ - PIECE, MOST_READ + PIECE);
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.inboundMessages()).isEmpty();
    }

    @Test
    void whatAHeadersReaderHoldsCountsToo() {
        EmbeddedChannel channel = refused(header(), MOST_READ + 1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void theClientsEndIsItsGoodbye() {
        EmbeddedChannel channel = refused(header(), 0);
        assertReplied(channel);
        assertThat(channel.isOpen()).isTrue();
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void nobodyIsWaitedForLong() {
        EmbeddedChannel channel = refused(header(), 0);
        assertReplied(channel);
        channel.advanceTimeBy(4, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whereTooManyAreUnderWayTheNextIsResetUntilOneHasLeft() {
        EmbeddedChannel first = refused(header(), 0);
        for (int i = 1; i < Goodbyes.MOST; i++) {
            assertThat(refused(header(), 0).isOpen()).isTrue();
        }
        EmbeddedChannel next = refused(header(), 0);
        assertThat(next.isOpen()).isFalse();
        assertThat(next.outboundMessages()).isEmpty();

        first.close();
        EmbeddedChannel another = refused(header(), 0);
        assertThat(another.isOpen()).isTrue();
        assertReplied(another);
    }
}
