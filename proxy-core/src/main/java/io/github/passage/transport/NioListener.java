package io.github.passage.transport;

import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;

/** A listener that delivers urgent data in line, which has no channel option on NIO. */
final class NioListener extends NioServerSocketChannel {
    /** Of both families. */
    NioListener() {}

    /** Of one family. */
    NioListener(SocketProtocolFamily family) {
        super(SelectorProvider.provider(), family);
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        SocketChannel connection = javaChannel().accept();
        if (connection == null) {
            return 0;
        }
        try {
            connection.socket().setOOBInline(true);
        } catch (IOException gone) {
            connection.close();
            return 0;
        }
        accepted.add(new NioSocketChannel(this, connection));
        return 1;
    }
}
