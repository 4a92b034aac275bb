package io.github.passage.lab.client;

import io.github.passage.address.IpLiteral;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One question for the IPv4 addresses of a name, as a client program's resolver sends it (RFC 1035 section 4). */
final class NameQuery {
    private static final int LARGEST = 512;
    private static final int HEADER = 12;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int CODE = 0xF;
    private static final int UNKNOWN_NAME = 3;
    private static final int POINTER = 0xC0;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;

    private NameQuery() {}

    /**
     * Asks, and waits for the answer as long as the socket's timeout says.
     *
     * @return the addresses in the order of the answer
     * @throws UnknownHostException if there is no such name
     * @throws IOException if no answer comes, or one that makes no sense
     */
    static List<Inet4Address> ask(DatagramSocket socket, InetSocketAddress server, String name) throws IOException {
        // A connected socket takes datagrams from that server only.
        socket.connect(server);
        byte[] question = question(name);
        socket.send(new DatagramPacket(question, question.length));
        DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(answer);
        try {
            return addresses(ByteBuffer.wrap(answer.getData(), 0, answer.getLength()), name);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ProtocolException("DNS answer for " + name + " ends early");
        }
    }

    private static byte[] question(String name) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int field : new int[] {1, RECURSION_DESIRED, 1, 0, 0, 0}) {
            out.writeShort(field);
        }
        for (String label : name.split("\\.", -1)) {
            out.writeByte(label.length());
            out.write(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeByte(0);
        out.writeShort(TYPE_A);
        out.writeShort(CLASS_IN);
        return bytes.toByteArray();
    }

    private static List<Inet4Address> addresses(ByteBuffer message, String name) throws IOException {
        int code = message.getShort(2) & CODE;
        if (code == UNKNOWN_NAME) {
            throw new UnknownHostException(name);
        }
        if (code != 0) {
            throw new ProtocolException("DNS answer for " + name + ": code " + code);
        }
        int records = message.getShort(6);
        message.position(HEADER);
        skipName(message);
        message.getInt();
        List<Inet4Address> addresses = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            skipName(message);
            int type = message.getShort();
            message.position(message.position() + Short.BYTES + Integer.BYTES);
            byte[] data = new byte[message.getShort()];
            message.get(data);
            if (type == TYPE_A) {
                addresses.add(IpLiteral.v4(data));
            }
        }
        return addresses;
    }

    private static void skipName(ByteBuffer message) {
        int length = message.get() & 0xFF;
        while (length != 0 && length < POINTER) {
            message.position(message.position() + length);
            length = message.get() & 0xFF;
        }
        if (length >= POINTER) {
            message.get();
        }
    }
}
