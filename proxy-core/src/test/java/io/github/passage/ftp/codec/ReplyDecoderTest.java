package io.github.passage.ftp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.ftp.ReplyLine;
import io.github.passage.ftp.ReplyLine.Place;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyDecoderTest {
    private static final String NUMBERED = "211-Features:\r\n211-MDTM\r\n211-SIZE\r\n211 End\r\n";
    private static final String INDENTED = "211-Features:\r\n MDTM\r\n\r\n 211 not yet\r\n230 nor this\r\n211 End\r\n";

    private static ChannelHandler decoder() {
        return new ReplyDecoder(new LineLimits(64, 64, 512));
    }

    private static List<Object> decode(String input) {
        return Decoding.decode(ReplyDecoderTest::decoder, Decoding.bytes(input));
    }

    private static ReplyLine line(int code, Place place, String text) {
        return new ReplyLine(Decoding.bytes(text), code, place);
    }

    @Test
    void readsOneLineReplies() {
        assertThat(decode("220 ready\r\n331 password\n230\r\n200\n"))
                .containsExactly(
                        line(220, Place.ONLY, "220 ready\r\n"),
                        line(331, Place.ONLY, "331 password\n"),
                        line(230, Place.ONLY, "230\r\n"),
                        line(200, Place.ONLY, "200\n"));
    }

    @Test
    void readsSeveralLinesWhereEachHasTheCode() {
        assertThat(decode(NUMBERED))
                .containsExactly(
                        line(211, Place.FIRST, "211-Features:\r\n"),
                        line(211, Place.MIDDLE, "211-MDTM\r\n"),
                        line(211, Place.MIDDLE, "211-SIZE\r\n"),
                        line(211, Place.LAST, "211 End\r\n"));
    }

    @Test
    void readsSeveralLinesWhereOnlyTheFirstAndTheLastHaveTheCode() {
        assertThat(decode(INDENTED))
                .containsExactly(
                        line(211, Place.FIRST, "211-Features:\r\n"),
                        line(211, Place.MIDDLE, " MDTM\r\n"),
                        line(211, Place.MIDDLE, "\r\n"),
                        line(211, Place.MIDDLE, " 211 not yet\r\n"),
                        line(211, Place.MIDDLE, "230 nor this\r\n"),
                        line(211, Place.LAST, "211 End\r\n"));
    }

    @Test
    void theEndOfTheConnectionEndsTheLastLine() {
        EmbeddedChannel channel = new EmbeddedChannel(new ReplyDecoder(LineLimits.DEFAULT));
        channel.writeInbound(Unpooled.copiedBuffer("221 Goodbye", StandardCharsets.US_ASCII));
        channel.finish();
        assertThat(channel.<Object>readInbound()).isEqualTo(line(221, Place.ONLY, "221 Goodbye"));
    }

    @Test
    void aBareCodeEndsAReplyToo() {
        assertThat(decode("230-Welcome\r\n230\r\n200 ok\r\n"))
                .containsExactly(
                        line(230, Place.FIRST, "230-Welcome\r\n"),
                        line(230, Place.LAST, "230\r\n"),
                        line(200, Place.ONLY, "200 ok\r\n"));
    }

    @Test
    void aBareLineFeedEndsLinesInBothStyles() {
        assertThat(decode(NUMBERED.replace("\r\n", "\n"))).hasSize(4);
        assertThat(decode(INDENTED.replace("\r\n", "\n")))
                .hasSize(6)
                .last()
                .isEqualTo(line(211, Place.LAST, "211 End\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "", "22", "2200 x", "220x", "099 x", "-220 x", " 220 x", "22a x", "220\tx", "\u00FF20 x"
            })
    void aLineThatIsNoReplyHasCodeZero(String text) {
        assertThat(decode(text + "\r\n")).containsExactly(line(0, Place.ONLY, text + "\r\n"));
    }

    static List<String> inputs() {
        return List.of(
                "220 ready\r\n331 password\n230\r\n",
                NUMBERED + INDENTED + "200 ok\r\n",
                "junk\r\n\r\n220 ready\r\n",
                "227 Entering Passive Mode (10,1,135,46,32,5).\r\n229 Extended (|||8197|)\r\n",
                "257 \"/s3\u00e3\u0083\u0090\u00ff\u00ff\" is here\r\n",
                "150 a\r\n226 b\r\nunfinished",
                "220 " + "x".repeat(58) + "\r\n200 ok\r\n",
                "220 " + "x".repeat(59) + "\r\n200 ok\r\n",
                "220 " + "x".repeat(300) + "\r\n200 ok\r\n",
                "220-a\r\n" + "x".repeat(100) + "\r\n220 b\r\n");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void whereverTheInputIsSplitTheRepliesAreTheSame(String input) {
        List<Object> whole = decode(input);

        for (byte[][] pieces : Decoding.splits(Decoding.bytes(input))) {
            assertThat(Decoding.decode(ReplyDecoderTest::decoder, pieces)).isEqualTo(whole);
        }
    }

    @Test
    void anOverlongLineIsReportedOnceAndTheReplyAroundItGoesOn() {
        assertThat(decode("220-a\r\n" + "x".repeat(100) + "\r\n220 b\r\n200 c\r\n"))
                .containsExactly(
                        line(220, Place.FIRST, "220-a\r\n"),
                        OverlongLine.INSTANCE,
                        line(220, Place.LAST, "220 b\r\n"),
                        line(200, Place.ONLY, "200 c\r\n"));
    }

    @Test
    void aReplyMayHaveAnyNumberOfLines() {
        List<Object> decoded = decode("214-Help\r\n" + " a line\r\n".repeat(20_000) + "214 End\r\n");

        assertThat(decoded).hasSize(20_002).last().isEqualTo(line(214, Place.LAST, "214 End\r\n"));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42, 20261122})
    void whateverIsFedComesOutByteExactAndEachReplyIsWellFormed(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] input = input(random);
            List<Object> decoded =
                    Decoding.decode(() -> new ReplyDecoder(LineLimits.DEFAULT), Decoding.pieces(input, random));

            ByteArrayOutputStream all = new ByteArrayOutputStream();
            boolean open = false;
            for (Object message : decoded) {
                ReplyLine line = (ReplyLine) message;
                all.writeBytes(line.wire());
                assertThat(line.place() == Place.MIDDLE || line.place() == Place.LAST)
                        .isEqualTo(open);
                open = !line.endsReply();
            }
            assertThat(all.toByteArray()).isEqualTo(input);
        }
    }

    private static byte[] input(Random random) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (int line = random.nextInt(20); line >= 0; line--) {
            input.writeBytes(Decoding.bytes(
                    switch (random.nextInt(4)) {
                        case 0 -> "211-";
                        case 1 -> "211 ";
                        case 2 -> 100 + random.nextInt(900) + " ";
                        default -> " ";
                    }));
            byte[] text = new byte[random.nextInt(60)];
            random.nextBytes(text);
            for (byte octet : text) {
                input.write(octet == '\n' ? 'n' : octet);
            }
            input.writeBytes(Decoding.bytes(random.nextBoolean() ? "\r\n" : "\n"));
        }
        return input.toByteArray();
    }
}
