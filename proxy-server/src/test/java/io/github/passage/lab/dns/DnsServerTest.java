package io.github.passage.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.passage.lab.fabric.NameServerPlace;
import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.github.passage.transport.SocketPlace;
import io.github.passage.transport.Transport;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queries as bytes, so that no code of the server's is taken for granted. */
class DnsServerTest {
    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int HEADER = 12;

    private final Set<String> down = ConcurrentHashMap.newKeySet();
    private final Transport transport = Transport.open(1);
    private final DnsServer server = start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "nlb-multi-az");

    @AfterEach
    void stop() {
        server.close();
        transport.close();
    }

    private DnsServer start(InetSocketAddress at, String topology) {
        Topology loaded = TopologyFiles.load(topology);
        LabNames names = new LabNames(loaded, AddressPlan.IDENTITY, hop -> !down.contains(hop));
        return DnsServer.start(transport, List.of(new NameServerPlace(SocketPlace.HERE, at)), names);
    }

    private static byte[] query(int id, String name, int type) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int field : new int[] {id, 0x0100, 1, 0, 0, 0}) {
            out.writeShort(field);
        }
        for (String label : name.split("\\.", -1)) {
            out.writeByte(label.length());
            out.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeByte(0);
        out.writeShort(type);
        out.writeShort(1);
        return bytes.toByteArray();
    }

    private static byte[] exchange(DnsServer with, byte[]... datagrams) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            for (byte[] datagram : datagrams) {
                socket.send(new DatagramPacket(
                        datagram, datagram.length, with.addresses().getFirst()));
            }
            DatagramPacket answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    private static int field(byte[] message, int at) {
        return ByteBuffer.wrap(message).getShort(at * 2) & 0xFFFF;
    }

    /** The addresses of an answer whose records point to the question's name. */
    private static String addresses(byte[] message, int questionLength) {
        ByteBuffer buffer = ByteBuffer.wrap(message).position(questionLength);
        StringBuilder addresses = new StringBuilder();
        while (buffer.hasRemaining()) {
            assertThat(buffer.getShort() & 0xFFFF).isEqualTo(0xC000 | HEADER);
            assertThat(buffer.getShort()).isEqualTo((short) A);
            assertThat(buffer.getShort()).isEqualTo((short) 1);
            assertThat(buffer.getInt()).isEqualTo(60);
            assertThat(buffer.getShort()).isEqualTo((short) 4);
            for (int i = 0; i < 4; i++) {
                addresses.append(buffer.get() & 0xFF).append(i < 3 ? "." : " ");
            }
        }
        return addresses.toString().strip();
    }

    @Test
    void aQueryIsAnsweredWithTheNodesInServiceInTurn() throws IOException {
        byte[] query = query(0x1234, "nlb.passage.test", A);
        byte[] first = exchange(server, query);
        down.add("nlb.b");
        byte[] second = exchange(server, query);

        assertThat(field(first, 0)).isEqualTo(0x1234);
        assertThat(field(first, 1))
                .as("response, authoritative, recursion as asked, no error")
                .isEqualTo(0x8580);
        assertThat(addresses(first, query.length)).isEqualTo("10.1.0.20 10.1.1.20 10.1.2.20");
        assertThat(addresses(second, query.length)).isEqualTo("10.1.2.20 10.1.0.20");
        assertThat(Arrays.copyOfRange(first, HEADER, query.length))
                .as("the question")
                .isEqualTo(Arrays.copyOfRange(query, HEADER, query.length));
    }

    @Test
    void aNameThatHasNoAddressOfTheKindIsToldFromOneThatDoesNotExist() throws IOException {
        byte[] v6 = exchange(server, query(1, "nlb.passage.test", AAAA));
        byte[] unknown = exchange(server, query(2, "example.com", A));

        assertThat(field(v6, 1) & 0xF).isZero();
        assertThat(field(v6, 3)).as("answers").isZero();
        assertThat(field(unknown, 1) & 0xF).isEqualTo(3);
    }

    @Test
    void datagramsThatAreNoQueriesAreDroppedAndTheNextQueryIsAnswered() throws IOException {
        byte[] query = query(7, "nlb.a.passage.test", A);
        byte[] response = query.clone();
        response[2] |= (byte) 0x80;
        byte[] manyQuestions = query.clone();
        manyQuestions[5] = 50;

        byte[] answer = exchange(
                server, new byte[0], new byte[] {1, 2, 3}, response, manyQuestions, Arrays.copyOf(query, 20), query);

        assertThat(field(answer, 0)).isEqualTo(7);
        assertThat(addresses(answer, query.length)).isEqualTo("10.1.0.20");
    }

    @Test
    void aPortInUseIsToldInOneLine() {
        InetSocketAddress taken = server.addresses().getFirst();

        assertThatIllegalStateException()
                .isThrownBy(() -> start(taken, "nlb"))
                .withMessage(
                        "--dns: \"" + taken.getPort() + "\" (expected: a UDP port that is free at 127.0.0.1, or off)");
    }
}
