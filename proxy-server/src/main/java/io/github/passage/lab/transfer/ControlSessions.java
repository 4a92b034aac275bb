package io.github.passage.lab.transfer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.mina.core.filterchain.IoFilterAdapter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;

/** The control connections of one running server: prepares each as it is accepted, refuses too many of one source, ends them all. */
final class ControlSessions implements SessionFilter {

    /** Under this name Apache FtpServer keeps a session's data connection. */
    static final String DATA_CONNECTION = FtpIoSession.ATTRIBUTE_PREFIX + "data-connection";

    private final int mostPerSource;
    private final Set<IoSession> open = new HashSet<>();

    /**
     * None yet.
     *
     * @param mostPerSource of one source address, 0 for any number
     */
    ControlSessions(int mostPerSource) {
        this.mostPerSource = mostPerSource;
    }

    @Override
    public synchronized boolean accept(IoSession session) {
        if (mostPerSource > 0 && ofSameSource(session) >= mostPerSource) {
            return false;
        }
        if (session.getConfig() instanceof SocketSessionConfig socket) {
            // Else Java drops the urgent byte, and with it the end of an ABOR that was sent as urgent data.
            socket.setOobInline(true);
            socket.setTcpNoDelay(true);
        }
        session.getFilterChain().addFirst("control", new ControlFilter());
        session.getFilterChain().addLast("gone", new LastFilter());
        open.add(session);
        return true;
    }

    private long ofSameSource(IoSession session) {
        InetAddress source = source(session);
        return open.stream().filter(other -> source(other).equals(source)).count();
    }

    private static InetAddress source(IoSession session) {
        return ((InetSocketAddress) session.getRemoteAddress()).getAddress();
    }

    /**
     * Closes all sessions and waits until the server's threads are done with them. A MINA thread pool that is shut down
     * while sessions still end can miss the end of one of its threads, and then takes 30 seconds.
     *
     * @param patience how long to wait at most
     */
    synchronized void closeAll(Duration patience) {
        List.copyOf(open).forEach(IoSession::closeNow);
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); !open.isEmpty() && left > 0; left = millisUntil(deadline)) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisUntil(long deadline) {
        return Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }

    private synchronized void gone(IoSession session) {
        open.remove(session);
        notifyAll();
    }

    /** Stands behind the thread pool: what it sees, the server's threads have reached. */
    private final class LastFilter extends IoFilterAdapter {

        @Override
        public void sessionClosed(NextFilter nextFilter, IoSession session) throws Exception {
            nextFilter.sessionClosed(session);
            gone(session);
        }
    }
}
