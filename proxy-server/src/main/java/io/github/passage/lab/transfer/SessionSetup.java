package io.github.passage.lab.transfer;

import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.ipfilter.SessionFilter;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;

/** Prepares each control connection as it is accepted. It refuses none. */
final class SessionSetup implements SessionFilter {

    /** Under this name Apache FtpServer keeps a session's data connection. */
    static final String DATA_CONNECTION = FtpIoSession.ATTRIBUTE_PREFIX + "data-connection";

    @Override
    public boolean accept(IoSession session) {
        if (session.getConfig() instanceof SocketSessionConfig socket) {
            // Else Java drops the urgent byte, and with it the end of an ABOR that was sent as urgent data.
            socket.setOobInline(true);
            socket.setTcpNoDelay(true);
        }
        session.getFilterChain().addFirst("abort", new AbortFilter());
        return true;
    }
}
