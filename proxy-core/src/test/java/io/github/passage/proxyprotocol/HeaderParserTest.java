package io.github.passage.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.telemetry.HeaderFault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderParserTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String V4 = "0a0200050a02000a9c400015";
    private static final Parsed MORE = new Parsed.NeedMore();

    private static Parsed parse(byte[] bytes) {
        return HeaderParser.parse(Unpooled.wrappedBuffer(bytes));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static Parsed parseHex(String text) {
        return parse(hex(text));
    }

    private static Parsed parseText(String text) {
        return parse(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ProxyHeader header(String source, int from, String destination, int to, Tlv... tlvs) {
        return new ProxyHeader(
                new InetSocketAddress(source, from), new InetSocketAddress(destination, to), List.of(tlvs));
    }

    private static HeaderFault faultOf(Parsed parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Malformed.class);
        return ((Parsed.Malformed) parsed).fault();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 5.6.7.8, TCP4 1.2.3.4 5.6.7.8 0 65535",
        "2001:db8::1, ::1, TCP6 2001:db8::1 ::1 0 65535",
        "1.2.3.4, 2001:db8::1, TCP6 ::ffff:1.2.3.4 2001:db8::1 0 65535",
    })
    void version1IsRead(String source, String destination, String words) {
        assertThat(parseText("PROXY " + words + "\r\nUSER"))
                .isEqualTo(new Parsed.Client(header(source, 0, destination, 65_535), 8 + words.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n",
                "PROXY UNKNOWN \r\n"
            })
    void version1MayTellOfNobody(String line) {
        assertThat(parseText(line)).isEqualTo(new Parsed.Nobody(line.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY \r\n",
                "PROXY UNKNOWNS\r\n",
                "PROXY TCP4\r\n",
                "PROXY TCP5 1.2.3.4 5.6.7.8 1 2\r\n",
                "PROXY tcp4 1.2.3.4 5.6.7.8 1 2\r\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1 2 \r\n",
                "PROXY TCP4  1.2.3.4 5.6.7.8 1 2\r\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1\r\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 01 2\r\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1 65536\r\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 -1 2\r\n",
                "PROXY TCP4 1.2.3.256 5.6.7.8 1 2\r\n",
                "PROXY TCP4 1.2.3.04 5.6.7.8 1 2\r\n",
                "PROXY TCP4 ::1 ::1 1 2\r\n",
                "PROXY TCP6 1.2.3.4 5.6.7.8 1 2\r\n",
                "PROXY TCP6 [::1] ::1 1 2\r\n",
                "PROXY TCP6 fe80::1%lo ::1 1 2\r\n",
                "PROXY TCP4 localhost 5.6.7.8 1 2\r\n",
                "PROXY TCP4 1.2.3.4 5.6.7.8 1 2\n",
                "PROXY TCP4 1.2.3.4\r5.6.7.8 1 2\r\n",
            })
    void version1IsExact(String line) {
        assertThat(faultOf(parseText(line))).isEqualTo(HeaderFault.MALFORMED);
    }

    @Test
    void version1HasAtMost107Bytes() {
        String longest = "PROXY UNKNOWN " + "x".repeat(91) + "\r\n";
        assertThat(parseText(longest)).isEqualTo(new Parsed.Nobody(107));
        assertThat(parseText(longest.substring(0, 106))).isEqualTo(MORE);
        assertThat(faultOf(parseText("PROXY UNKNOWN " + "x".repeat(92) + "\r\n")))
                .isEqualTo(HeaderFault.OVERSIZED);
        assertThat(faultOf(parseText("PROXY " + "x".repeat(101)))).isEqualTo(HeaderFault.OVERSIZED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"U", "\n", "\r\r", "PROXZ", "PROXY\t", "\r\n\r\n\0\r\nQUIT\r"})
    void otherBytesAreNoHeader(String bytes) {
        assertThat(parseText(bytes)).isEqualTo(new Parsed.NoHeader());
    }

    @Test
    void version2IsReadWithItsTlvs() {
        String tls = "20000c" + "0100000000" + "21000454" + "4c5376";
        assertThat(parseHex(SIGNATURE + "2111002c" + V4 + "ea000601767063652d" + "ea00026162" + "010000" + tls + "ff"))
                .isEqualTo(new Parsed.Client(
                        header(
                                "10.2.0.5",
                                40_000,
                                "10.2.0.10",
                                21,
                                new Tlv(Tlv.AWS, hex("01767063652d")),
                                new Tlv(Tlv.AWS, hex("6162")),
                                new Tlv((byte) 1, new byte[0]),
                                new Tlv((byte) 0x20, hex("0100000000" + "21000454" + "4c5376"))),
                        16 + 44));
        assertThat(parseHex(SIGNATURE + "21210024" + "20010db8000000000000000000000001"
                        + "20010db8000000000000000000000002" + "9c400015"))
                .isEqualTo(new Parsed.Client(header("2001:db8::1", 40_000, "2001:db8::2", 21), 52));
    }

    @ParameterizedTest
    @CsvSource({
        "20000000, ''",
        "20110003, 010203",
        "21000000, ''",
        "21000003, 010203",
        "2101000c, 0102030405060708090a0b0c",
        "2110000c, 0102030405060708090a0b0c",
        "2112000c, 0102030405060708090a0b0c",
    })
    void version2MayTellOfNobody(String fixed, String body) {
        assertThat(parseHex(SIGNATURE + fixed + body)).isEqualTo(new Parsed.Nobody(16 + body.length() / 2));
    }

    @Test
    void aUnixSocketIsNobody() {
        assertThat(parse(Arrays.copyOf(hex(SIGNATURE + "213100d8"), 16 + 216))).isEqualTo(new Parsed.Nobody(232));
    }

    @ParameterizedTest
    @CsvSource({
        "1111000c" + V4 + ", an older version",
        "3111000c" + V4 + ", a later version",
        "2211000c" + V4 + ", an unknown command",
        "2141000c" + V4 + ", an unknown family",
        "2113000c" + V4 + ", an unknown transport",
        "2111000b0a0200050a02000a9c4000, no room for the addresses",
        "2121000c" + V4 + ", no room for addresses of version 6",
        "2111000d" + V4 + "01, a TLV without a length",
        "2111000f" + V4 + "010001, a TLV without its value",
        "21110012" + V4 + "010001ffea0001, a second TLV without its value",
        "21110013" + V4 + "03000400000000, a wrong checksum",
        "21110012" + V4 + "030003000000, a checksum of three bytes",
    })
    void version2IsExact(String rest, String why) {
        assertThat(faultOf(parseHex(SIGNATURE + rest))).as(why).isEqualTo(HeaderFault.MALFORMED);
    }

    @Test
    void aChecksumIsChecked() {
        byte[] whole = hex(SIGNATURE + "21110018" + V4 + "03000400000000" + "ea00026162");
        CRC32C sum = new CRC32C();
        sum.update(whole);
        for (int i = 0; i < 4; i++) {
            whole[31 + i] = (byte) (sum.getValue() >> (24 - 8 * i));
        }
        assertThat(parse(whole)).isInstanceOf(Parsed.Client.class);
        int checksumsType = 28;
        for (int i = 16; i < whole.length; i++) {
            if (i == checksumsType) {
                continue;
            }
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            assertThat(parse(flipped)).as("byte " + i).isNotInstanceOf(Parsed.Client.class);
        }
    }

    @Test
    void version2IsBounded() {
        assertThat(parseHex(SIGNATURE + "21110ff0")).isEqualTo(MORE);
        assertThat(faultOf(parseHex(SIGNATURE + "21110ff1"))).isEqualTo(HeaderFault.OVERSIZED);
        assertThat(faultOf(parseHex(SIGNATURE + "2000ffff"))).isEqualTo(HeaderFault.OVERSIZED);
    }

    @Test
    void everyBeginningOfAHeaderNeedsMoreAndNothingBehindItMatters() {
        ProxyHeader header = header("10.2.0.5", 40_000, "10.2.0.10", 21);
        for (byte[] wire : List.of(header.version1(), header.version2(), hex(SIGNATURE + "20000000"))) {
            for (int length = 0; length < wire.length; length++) {
                assertThat(parse(Arrays.copyOf(wire, length)))
                        .as("the first " + length)
                        .isEqualTo(MORE);
            }
            ByteBuf padded = Unpooled.wrappedBuffer(new byte[] {9}, wire, new byte[] {9, 9});
            padded.skipBytes(1);
            assertThat(HeaderParser.parse(padded)).isEqualTo(parse(wire));
            assertThat(padded.readerIndex()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"10.2.0.5, 10.2.0.10", "2001:db8::1, 10.2.0.10", "10.2.0.5, 2001:db8::1", "2001:db8::1, 2001:db8::2"})
    void whatIsWrittenIsRead(String source, String destination) {
        Tlv[] tlvs = {new Tlv(Tlv.AWS, hex("0176706365")), new Tlv((byte) 5, new byte[300])};
        ProxyHeader header = header(source, 1, destination, 2, tlvs);
        byte[] version2 = header.version2();
        byte[] version1 = header.version1();
        assertThat(parse(version2)).isEqualTo(new Parsed.Client(header, version2.length));
        assertThat(header.endpointId()).contains("vpce");
        assertThat(parse(version1)).isEqualTo(new Parsed.Client(header(source, 1, destination, 2), version1.length));
        assertThat(version1.length).isLessThanOrEqualTo(107);
    }
}
