package io.github.passage.replica;

import io.github.passage.relay.RelayLeg;
import io.github.passage.transport.Transport;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.Future;
import javax.net.ssl.SSLException;

/**
 * TLS 1.3 in which both ends show a certificate of one authority. No host name is compared: what counts is to be one of the replicas,
 * and their addresses change.
 */
final class TlsLayer implements PeerLayer, RenewableTls {
    private static final String VERSION = "TLSv1.3";

    private final String path;
    private final PeerTls files;
    private volatile Contexts now;

    /** What handshakes begin with. One that has begun keeps its own. */
    private record Contexts(PeerMaterial material, SslContext accepting, SslContext dialling) {
        static Contexts of(PeerMaterial material, String path) {
            try {
                return new Contexts(
                        material,
                        common(SslContextBuilder.forServer(material.key(), material.chain()), material)
                                .clientAuth(ClientAuth.REQUIRE)
                                .build(),
                        common(SslContextBuilder.forClient(), material)
                                .keyManager(material.key(), material.chain())
                                .endpointIdentificationAlgorithm(null)
                                .build());
            } catch (SSLException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        path + ": " + e.getMessage() + " (expected: PEM files with certificate, key and ca)", e);
            }
        }

        private static SslContextBuilder common(SslContextBuilder builder, PeerMaterial material) {
            return builder.sslProvider(SslProvider.JDK).protocols(VERSION).trustManager(material.authorities());
        }
    }

    /**
     * Reads the files.
     *
     * @param path that of the settings in the configuration, for messages
     * @throws IllegalArgumentException in one line, if that fails
     */
    TlsLayer(String path, PeerTls files) {
        this.path = path;
        this.files = files;
        this.now = Contexts.of(PeerMaterial.read(path, files), path);
    }

    @Override
    public PeerTls files() {
        return files;
    }

    @Override
    public synchronized boolean renew() {
        PeerMaterial read = PeerMaterial.read(path, files);
        if (read.equals(now.material())) {
            return false;
        }
        now = Contexts.of(read, path);
        return true;
    }

    @Override
    public RelayLeg leg() {
        return new RelayLeg(TlsLayer::endOutput);
    }

    /** The end is said in TLS itself: a FIN could come from anybody on the way. */
    private static void endOutput(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (written.isSuccess() && tls != null) {
                tls.closeOutbound();
            }
        });
    }

    @Override
    public ChannelHandler dialling(RelayLeg leg) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(now.dialling().newHandler(channel.alloc()), new TlsEnds(), leg);
            }
        };
    }

    @Override
    public void accepting(Channel connection) {
        connection.pipeline().addLast(now.accepting().newHandler(connection.alloc()), new TlsEnds());
    }

    @Override
    public Future<?> ready(Channel dialled) {
        SslHandler tls = dialled.pipeline().get(SslHandler.class);
        if (tls == null) {
            Transport.reset(dialled);
            return dialled.newFailedFuture(new SSLException("the connection was lost"));
        }
        return tls.handshakeFuture();
    }
}
