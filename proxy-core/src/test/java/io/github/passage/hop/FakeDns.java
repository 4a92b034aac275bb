package io.github.passage.hop;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server that knows one answer for every question, or fails. */
final class FakeDns implements AutoCloseable {
    private static final int NO_ERROR = 0;
    private static final int SERVER_FAILURE = 2;
    private static final int HEADER_BYTES = 12;

    private final DatagramSocket socket;
    private final AtomicInteger questions = new AtomicInteger();
    private volatile List<byte[]> answer = List.of();
    private volatile int ttlSeconds;
    private volatile boolean failing;

    FakeDns(String address) throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(address, 0));
        Thread.ofVirtual().start(this::serve);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    int questions() {
        return questions.get();
    }

    void answer(int ttl, byte[]... addresses) {
        ttlSeconds = ttl;
        answer = List.of(addresses);
        failing = false;
    }

    void fail() {
        failing = true;
    }

    private void serve() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                questions.incrementAndGet();
                byte[] reply = reply(ByteBuffer.wrap(buffer, 0, question.getLength()));
                socket.send(new DatagramPacket(reply, reply.length, question.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** RFC 1035 section 4.1: the question again, then an A record for each address. */
    private byte[] reply(ByteBuffer question) {
        int id = question.getShort(0);
        int end = HEADER_BYTES;
        while (question.get(end) != 0) {
            end += question.get(end) + 1;
        }
        end += 5;
        List<byte[]> records = failing ? List.of() : answer;
        ByteBuffer out = ByteBuffer.allocate(1500);
        out.putShort((short) id).putShort((short) (0x8180 | (failing ? SERVER_FAILURE : NO_ERROR)));
        out.putShort((short) 1)
                .putShort((short) records.size())
                .putShort((short) 0)
                .putShort((short) 0);
        out.put(question.slice(HEADER_BYTES, end - HEADER_BYTES));
        for (byte[] address : records) {
            out.putShort((short) 0xC00C).putShort((short) 1).putShort((short) 1).putInt(ttlSeconds);
            out.putShort((short) address.length).put(address);
        }
        byte[] reply = new byte[out.position()];
        out.flip().get(reply);
        return reply;
    }

    @Override
    public void close() {
        socket.close();
    }
}
