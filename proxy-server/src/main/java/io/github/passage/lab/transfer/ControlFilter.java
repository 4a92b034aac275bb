package io.github.passage.lab.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before everything else on a control connection.
 *
 * <p>Lets ABOR break off a transfer. Apache FtpServer reads a session's next command only after the transfer, so a client
 * that waits for the answer to its ABOR without reading on would wait until the data connection times out. This filter
 * sees the bytes before they queue up. It also removes Telnet sequences (RFC 854), which come with an urgent ABOR.
 *
 * <p>Ends a session whose peer has reset it, where Apache FtpServer would log an error with a stack trace.
 */
final class ControlFilter extends IoFilterAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ControlFilter.class);

    private static final byte[] ABORT = "ABOR".getBytes(StandardCharsets.US_ASCII);
    private static final int IAC = 0xFF;
    private static final int WILL = 0xFB;
    private static final int DONT = 0xFE;

    private Telnet telnet = Telnet.DATA;
    private int lineLength;
    private int matched;

    private enum Telnet {
        DATA,
        COMMAND,
        OPTION
    }

    @Override
    public void messageReceived(NextFilter nextFilter, IoSession session, Object message) {
        if (!(message instanceof IoBuffer received)) {
            nextFilter.messageReceived(session, message);
            return;
        }
        IoBuffer clean = IoBuffer.allocate(Math.max(1, received.remaining()));
        boolean abort = false;
        while (received.hasRemaining()) {
            byte next = received.get();
            if (isText(next & 0xFF)) {
                clean.put(next);
                abort |= endsAbortLine(next);
            }
        }
        if (abort && session.getAttribute(ControlSessions.DATA_CONNECTION) instanceof PassiveDataConnection transfer) {
            transfer.abortTransfer();
        }
        nextFilter.messageReceived(session, clean.flip());
    }

    @Override
    public void exceptionCaught(NextFilter nextFilter, IoSession session, Throwable cause) throws Exception {
        if (cause instanceof IOException) {
            LOG.debug("Session with {} ends", session.getRemoteAddress(), cause);
            session.closeOnFlush();
            return;
        }
        nextFilter.exceptionCaught(session, cause);
    }

    private boolean isText(int value) {
        boolean text = telnet == Telnet.DATA && value != IAC;
        telnet = switch (telnet) {
            case DATA -> value == IAC ? Telnet.COMMAND : Telnet.DATA;
            case COMMAND -> value >= WILL && value <= DONT ? Telnet.OPTION : Telnet.DATA;
            case OPTION -> Telnet.DATA;
        };
        return text;
    }

    private boolean endsAbortLine(byte next) {
        if (next == '\n') {
            boolean abort = matched == ABORT.length && lineLength == ABORT.length;
            lineLength = 0;
            matched = 0;
            return abort;
        }
        if (next != '\r') {
            if (lineLength == matched && matched < ABORT.length && Character.toUpperCase(next) == ABORT[matched]) {
                matched++;
            }
            lineLength++;
        }
        return false;
    }
}
