package io.github.passage.ftp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.ftp.Command;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands that a read brought and nobody wants yet. */
class HeldCommandsTest {
    private final CommandDecoder decoder = new CommandDecoder(LineLimits.DEFAULT);
    private final List<String> seen = new ArrayList<>();
    private int wanted = 1;
    private boolean eager;
    private final EmbeddedChannel channel = new EmbeddedChannel(decoder, new ChannelInboundHandlerAdapter() {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            seen.add(message instanceof Command command ? command.name() : message.toString());
            if (--wanted <= 0) {
                decoder.hold();
            }
            if (eager) {
                decoder.resume();
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            seen.add("end");
        }
    });

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void comes(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(Decoding.bytes(text)));
    }

    private void want(int more) {
        wanted = more;
        decoder.resume();
    }

    @Test
    void theRestOfAReadWaits() {
        comes("ONE\r\nTWO\r\nTHREE\r\nFO");
        assertThat(seen).containsExactly("ONE");
        assertThat(decoder.isBusy()).isTrue();

        want(1);
        assertThat(seen).containsExactly("ONE", "TWO");
        want(9);
        assertThat(seen).containsExactly("ONE", "TWO", "THREE");
        assertThat(decoder.isBusy()).isFalse();
        comes("UR\r\n");
        assertThat(seen).endsWith("FOUR");
    }

    @Test
    void whatComesMeanwhileWaitsBehindIt() {
        comes("ONE\r\nTW");
        comes("O\r\nTHREE\r\n");
        assertThat(seen).containsExactly("ONE");

        want(9);
        assertThat(seen).containsExactly("ONE", "TWO", "THREE");
    }

    @Test
    void theEndOfInputWaitsForItsTurn() {
        comes("ONE\r\nTWO\r\nTHREE\r\n");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        want(1);
        assertThat(seen).containsExactly("ONE", "TWO");

        want(9);
        assertThat(seen).containsExactly("ONE", "TWO", "THREE", "end");
    }

    @Test
    void theEndOfInputComesAtOnceIfNothingIsHeld() {
        want(9);
        comes("ONE\r\n");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(seen).containsExactly("ONE", "end");
    }

    @Test
    void resumingWhileACommandIsHandedOnIsNoRecursion() {
        comes("ONE\r\n" + "NOOP\r\n".repeat(10_000));
        eager = true;
        want(1);

        assertThat(seen).hasSize(10_001);
    }

    @Test
    void anOverlongLineIsHeldLikeACommand() {
        comes("ONE\r\n" + "x".repeat(9000) + "\r\nTHREE\r\n");
        assertThat(seen).containsExactly("ONE");

        want(9);
        assertThat(seen).containsExactly("ONE", "INSTANCE", "THREE");
    }

    @Test
    void noMoreIsHeldThanFits() {
        comes("ONE\r\n");
        String line = "x".repeat(1022) + "\r\n";
        for (int bytes = 0; bytes < CommandDecoder.MOST_HELD; bytes += line.length()) {
            comes(line);
        }
        assertThat(seen).hasSize(1);

        comes(line + line);
        assertThat(seen).hasSize(3);
    }

    @Test
    void bytesThatAreHeldGoOnWhenTheDecoderLeaves() {
        comes("ONE\r\nTWO\r\n");
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        channel.pipeline().remove(decoder);

        assertThat(seen).hasSize(3).startsWith("ONE").endsWith("end");
    }
}
