package io.github.passage.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.HeaderFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyHeaderTest {
    private static final ProxyHeader HEADER = new ProxyHeader(
            new InetSocketAddress("10.2.0.5", 40000),
            new InetSocketAddress("10.2.0.10", 21),
            Optional.of("vpce-0a1b2c3d4e5f60718"));
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    private final List<ProxyHeader> accepted = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();
    private final List<HeaderFault> faults = new ArrayList<>();
    private int nobodies;

    private EmbeddedChannel channel() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.pipeline()
                .addFirst(
                        "header",
                        new HeaderReader(HeaderReader.Wait.atOnce(Duration.ofSeconds(5)), new HeaderReader.Listener() {
                            @Override
                            public void client(ProxyHeader header) {
                                accepted.add(header);
                                channel.pipeline().remove("header");
                            }

                            @Override
                            public void nobody() {
                                nobodies++;
                            }

                            @Override
                            public void rejected(HeaderFault fault, String reason) {
                                faults.add(fault);
                                rejected.add(reason);
                            }
                        }));
        return channel;
    }

    @Test
    void standsOnTheWireAsTheSpecificationSays() {
        byte[] wire = HEADER.version2();

        assertThat(wire).startsWith(SIGNATURE);
        assertThat(wire[12]).isEqualTo((byte) 0x21);
        assertThat(wire[13]).isEqualTo((byte) 0x11);
        assertThat(Arrays.copyOfRange(wire, 16, 28)).isEqualTo(HexFormat.of().parseHex("0a0200050a02000a9c400015"));
        assertThat(Arrays.copyOfRange(wire, 28, 32)).isEqualTo(HexFormat.of().parseHex("ea001701"));
        assertThat(new String(wire, 32, wire.length - 32, StandardCharsets.US_ASCII))
                .isEqualTo("vpce-0a1b2c3d4e5f60718");
    }

    @Test
    void isReadInPiecesOfAnySizeAndWhatFollowsGoesOn() {
        byte[] wire = HEADER.version2();
        for (int cut = 1; cut < wire.length; cut++) {
            accepted.clear();
            EmbeddedChannel channel = channel();
            channel.writeInbound(Unpooled.copiedBuffer(wire, 0, cut));
            channel.writeInbound(Unpooled.copiedBuffer(
                    Unpooled.copiedBuffer(wire, cut, wire.length - cut),
                    Unpooled.copiedBuffer("USER", StandardCharsets.US_ASCII)));

            assertThat(accepted).as("cut at " + cut).containsExactly(HEADER);
            ByteBuf rest = channel.readInbound();
            assertThat(rest.toString(StandardCharsets.US_ASCII)).isEqualTo("USER");
            rest.release();
            channel.finishAndReleaseAll();
        }
        assertThat(rejected).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            USER anonymous and more,                MISSING
            PROXY TCP4 1.2.3.4 5.6.7.8 99999 21,    MALFORMED
            """)
    void anythingElseIsRejectedOnce(String line, HeaderFault fault) {
        String text = line + "\r\n";
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
        channel.finishAndReleaseAll();

        assertThat(accepted).isEmpty();
        assertThat(rejected).hasSize(1);
        assertThat(faults).containsExactly(fault);
    }

    @Test
    void aHealthChecksLocalHeaderTellsOfNoClient() {
        byte[] local = Arrays.copyOf(SIGNATURE, 16);
        local[12] = 0x20;
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.copiedBuffer(local));
        channel.finishAndReleaseAll();

        assertThat(nobodies).isEqualTo(1);
        assertThat(rejected).isEmpty();
    }

    @Test
    void aHeaderOfTooManyBytesIsRejected() {
        byte[] large = Arrays.copyOf(HEADER.version2(), 16 + 12 + 5000);
        large[14] = (byte) ((12 + 5000) >> 8);
        large[15] = (byte) (12 + 5000);
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.copiedBuffer(large));
        channel.finishAndReleaseAll();

        assertThat(accepted).isEmpty();
        assertThat(rejected).hasSize(1);
        assertThat(faults).containsExactly(HeaderFault.OVERSIZED);
    }

    @Test
    void aConnectionThatEndsBeforeItsHeaderIsRejected() {
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.copiedBuffer(HEADER.version2(), 0, 5));
        channel.finishAndReleaseAll();

        assertThat(rejected).containsExactly("the connection ended before its PROXY header");
        assertThat(faults).containsExactly(HeaderFault.CLOSED);
    }
}
