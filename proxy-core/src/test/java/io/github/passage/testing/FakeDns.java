package io.github.passage.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server that knows one answer for every question, or fails. Addresses of 16 bytes are AAAA records. */
public final class FakeDns implements AutoCloseable {
    private static final int NO_ERROR = 0;
    private static final int SERVER_FAILURE = 2;
    private static final int HEADER_BYTES = 12;
    private static final int A = 1;
    private static final int AAAA = 28;

    private final DatagramSocket socket;
    private final ServerSocket connections;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile List<byte[]> answer = List.of();
    private volatile int ttlSeconds;
    private volatile boolean failing;
    private volatile boolean truncating;

    /** Listens on a free port of an address. */
    public FakeDns(String address) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(address, 0));
        connections = new ServerSocket(socket.getLocalPort(), 5, socket.getLocalAddress());
        Thread.ofVirtual().start(this::serve);
        Thread.ofVirtual().start(this::serveConnections);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    /** How many questions came. */
    public int questions() {
        return questions.get();
    }

    /**
     * Answers from now on.
     *
     * @param ttl of the records, in seconds
     * @param addresses of 4 or 16 bytes
     */
    public void answer(int ttl, byte[]... addresses) {
        ttlSeconds = ttl;
        answer = List.of(addresses);
        failing = false;
    }

    /** Answers SERVFAIL from now on. */
    public void fail() {
        failing = true;
    }

    /** Answers in datagrams with the first address only and the mark that there are more, from now on. */
    public void truncate() {
        truncating = true;
    }

    private void serveConnections() {
        while (!connections.isClosed()) {
            try (Socket connection = connections.accept()) {
                DataInputStream in = new DataInputStream(connection.getInputStream());
                byte[] question = in.readNBytes(in.readUnsignedShort());
                byte[] reply = reply(ByteBuffer.wrap(question), false);
                DataOutputStream out = new DataOutputStream(connection.getOutputStream());
                out.writeShort(reply.length);
                out.write(reply);
                // The client closes when it has the answer.
                in.readAllBytes();
            } catch (IOException closed) {
                // Asked no further, or at the end.
            }
        }
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                questions.incrementAndGet();
                byte[] reply = reply(ByteBuffer.wrap(buffer, 0, question.getLength()), truncating);
                socket.send(new DatagramPacket(reply, reply.length, question.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** RFC 1035 section 4.1: the question again, then an A record for each address. */
    private byte[] reply(ByteBuffer question, boolean truncated) {
        int id = question.getShort(0);
        int end = HEADER_BYTES;
        while (question.get(end) != 0) {
            end += question.get(end) + 1;
        }
        end += 5;
        int length = question.getShort(end - 4) == AAAA ? 16 : 4;
        List<byte[]> records = failing
                ? List.of()
                : answer.stream()
                        .filter(address -> address.length == length)
                        .limit(truncated ? 1 : Integer.MAX_VALUE)
                        .toList();
        ByteBuffer out = ByteBuffer.allocate(1500);
        out.putShort((short) id)
                .putShort((short) (0x8180 | (truncated ? 0x200 : 0) | (failing ? SERVER_FAILURE : NO_ERROR)));
        out.putShort((short) 1)
                .putShort((short) records.size())
                .putShort((short) 0)
                .putShort((short) 0);
        out.put(question.slice(HEADER_BYTES, end - HEADER_BYTES));
        for (byte[] address : records) {
            out.putShort((short) 0xC00C).putShort((short) (length == 16 ? AAAA : A));
            out.putShort((short) 1).putInt(ttlSeconds);
            out.putShort((short) address.length).put(address);
        }
        byte[] reply = new byte[out.position()];
        out.flip().get(reply);
        return reply;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        connections.close();
    }
}
