package io.github.passage.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelayLegTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void whatALegHoldsGoesThroughAHandlerThatIsPutBeforeIt() {
        RelayLeg leg = new RelayLeg();
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter(), leg);
        channel.writeInbound(bytes("one"), bytes("two"));
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        leg.putBefore("late", new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                seen.add(bytes.toString(StandardCharsets.US_ASCII));
                bytes.release();
                ctx.pipeline().remove(this);
                ctx.fireChannelRead(bytes("rest"));
            }
        });

        assertThat(seen).containsExactly("one");
        assertThat(channel.pipeline().get("late")).isNull();
        assertThat(leg.received()).isEqualTo("rest".length() + "two".length());
        assertThat(leg.inputEnded()).isTrue();
        assertThat(RelayLeg.of(channel)).isSameAs(leg);
        channel.finishAndReleaseAll();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
    }
}
