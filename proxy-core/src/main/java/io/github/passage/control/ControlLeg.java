package io.github.passage.control;

import io.github.passage.control.LineWatch.Way;
import io.github.passage.control.SessionEvent.Side;
import io.github.passage.ftp.Command;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.codec.OverlongLine;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

/** Translates what happens on one control connection into the session's events. */
final class ControlLeg extends ChannelInboundHandlerAdapter {
    private final Side side;
    private final FtpSession session;
    private boolean reset;

    ControlLeg(Side side, FtpSession session) {
        this.side = side;
        this.session = session;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        switch (message) {
            case Command command -> {
                session.line(Way.CLIENT_TO_PASSAGE, command.wire());
                session.on(new SessionEvent.ClientSent(command));
            }
            case ReplyLine line -> {
                session.line(Way.SERVER_TO_PASSAGE, line.wire());
                session.on(new SessionEvent.ServerSent(line));
            }
            case OverlongLine overlong ->
                session.on(
                        side == Side.CLIENT
                                ? new SessionEvent.ClientSentTooLong()
                                : new SessionEvent.ServerSentTooLong());
            default -> ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        session.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        session.adjustReading();
        session.flush();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            session.on(new SessionEvent.HalfClosed(side));
            session.flush();
        }
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        session.on(new SessionEvent.Gone(side, reset));
        session.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Reading or writing failed: the peer reset the connection. What the cause says adds nothing.
        reset = true;
        ctx.close();
    }
}
