package io.github.passage.ftp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.ftp.Command;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandDecoderTest {
    private static final LineLimits SMALL = new LineLimits(64, 64, 512);

    private static final class Watched extends BoundedLineDecoder {
        Watched() {
            super(64);
        }

        @Override
        Object lineRead(byte[] wire) {
            return wire;
        }

        @Override
        Object lineTooLong() {
            return OverlongLine.INSTANCE;
        }

        @Override
        boolean endOfStreamEndsLine() {
            return false;
        }

        int capacityHeld() {
            return internalBuffer().capacity();
        }
    }

    private static ChannelHandler decoder() {
        return new CommandDecoder(SMALL);
    }

    private static List<Object> decode(String input) {
        return Decoding.decode(CommandDecoderTest::decoder, Decoding.bytes(input));
    }

    private static byte[] wires(List<Object> decoded) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        decoded.forEach(message -> all.writeBytes(((Command) message).wire()));
        return all.toByteArray();
    }

    @Test
    void pipelinedCommandsComeOneByOne() {
        assertThat(decode("USER anna\r\nPASS secret\r\nPASV\n"))
                .containsExactly(
                        Command.of("USER anna"), Command.of("PASS secret"), Command.parse(Decoding.bytes("PASV\n")));
    }

    @Test
    void aLineWithoutItsEndIsNotACommand() {
        assertThat(decode("NOOP\r\nQUI")).containsExactly(Command.of("NOOP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER anna\r\nPASS secret\r\nPASV\r\n",
                "NOOP\nNOOP\r\n\r\n\nNOOP\r\r\n",
                "\u00FF\u00F4\u00FF\u00F2ABOR\r\nNOOP\r\n",
                "CWD s3\u00e3\u0083\u0090\r\nRETR \u00ff\u00ff\u00e9\r\n",
                "unfinished"
            })
    void whereverTheInputIsSplitTheCommandsAreTheSame(String input) {
        List<Object> whole = decode(input);

        for (byte[][] pieces : Decoding.splits(Decoding.bytes(input))) {
            assertThat(Decoding.decode(CommandDecoderTest::decoder, pieces)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {63, 64, 65, 66, 127, 128, 129, 300})
    void aLineOverTheLimitIsReportedOnceWhereverItIsSplit(int length) {
        byte[] input = Decoding.bytes("NOOP\r\n" + "x".repeat(length - 1) + "\nPASV\r\n");
        Object middle =
                length <= 64 ? Command.parse(Decoding.bytes("x".repeat(length - 1) + "\n")) : OverlongLine.INSTANCE;

        for (byte[][] pieces : Decoding.splits(input)) {
            assertThat(Decoding.decode(CommandDecoderTest::decoder, pieces))
                    .containsExactly(Command.of("NOOP"), middle, Command.of("PASV"));
        }
    }

    @Test
    void overlongLinesOneAfterTheOtherAreEachReported() {
        String line = "x".repeat(200) + "\r\n";

        assertThat(decode(line + line + "NOOP\r\n"))
                .containsExactly(OverlongLine.INSTANCE, OverlongLine.INSTANCE, Command.of("NOOP"));
    }

    @Test
    void anEndlessLineHoldsNoMemory() {
        Watched decoder = new Watched();
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        int most = 0;
        for (int i = 0; i < 10_000; i++) {
            channel.writeInbound(Unpooled.wrappedBuffer(Decoding.bytes("x".repeat(50))));
            most = Math.max(most, decoder.capacityHeld());
        }

        assertThat(most).isLessThanOrEqualTo(256);
        assertThat(channel.<Object>readInbound()).isEqualTo(OverlongLine.INSTANCE);
        assertThat(channel.<Object>readInbound()).isNull();
        channel.finish();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42, 20261122})
    void whateverIsFedComesOutByteExact(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] input = input(random);
            List<Object> decoded =
                    Decoding.decode(() -> new CommandDecoder(LineLimits.DEFAULT), Decoding.pieces(input, random));

            assertThat(wires(decoded)).isEqualTo(Arrays.copyOf(input, lastLineEnd(input)));
        }
    }

    private static byte[] input(Random random) {
        List<String> verbs = List.of("USER", "retr", "ABOR", "PASV", "X", "", " ", "EPSV ALL");
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        for (int line = random.nextInt(12); line >= 0; line--) {
            input.writeBytes(verbs.get(random.nextInt(verbs.size())).getBytes(StandardCharsets.UTF_8));
            byte[] argument = new byte[random.nextInt(60)];
            random.nextBytes(argument);
            input.writeBytes(argument);
            input.writeBytes(Decoding.bytes(random.nextBoolean() ? "\r\n" : "\n"));
        }
        byte[] rest = new byte[random.nextInt(5)];
        input.writeBytes(rest);
        return input.toByteArray();
    }

    private static int lastLineEnd(byte[] input) {
        int end = input.length;
        while (end > 0 && input[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
