package io.github.passage.lab.transfer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ftpserver.DataConnectionException;
import org.apache.ftpserver.command.AbstractCommand;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.LocalizedFtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** PASV and EPSV on the server's own data ports, with the configured address in the 227. */
final class PassiveCommand extends AbstractCommand {

    private static final Logger LOG = LoggerFactory.getLogger(PassiveCommand.class);

    private static final int ENTERING_EXTENDED_PASSIVE_MODE = 229;

    private final AtomicInteger turn = new AtomicInteger();
    private final Form form;
    private final DataPorts ports;
    private final TransferServerSettings settings;

    PassiveCommand(Form form, DataPorts ports, TransferServerSettings settings) {
        this.form = form;
        this.ports = ports;
        this.settings = settings;
    }

    /** Which of the two commands this is. */
    enum Form {
        PASV,
        EPSV
    }

    @Override
    public void execute(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        session.resetState();
        try {
            int port = dataConnection(session).initPassiveDataConnection().getPort();
            session.write(
                    switch (form) {
                        case PASV ->
                            LocalizedFtpReply.translate(
                                    session,
                                    request,
                                    context,
                                    FtpReply.REPLY_227_ENTERING_PASSIVE_MODE,
                                    form.name(),
                                    hostPort(announced(session), port));
                        case EPSV ->
                            LocalizedFtpReply.translate(
                                    session,
                                    request,
                                    context,
                                    ENTERING_EXTENDED_PASSIVE_MODE,
                                    form.name(),
                                    "|||" + port + "|");
                    });
        } catch (DataConnectionException e) {
            LOG.debug("{} refused: {}", form, e.getMessage());
            session.write(LocalizedFtpReply.translate(
                    session, request, context, FtpReply.REPLY_425_CANT_OPEN_DATA_CONNECTION, form.name(), null));
        }
    }

    private PassiveDataConnection dataConnection(FtpIoSession session) {
        if (session.getAttribute(ControlSessions.DATA_CONNECTION) instanceof PassiveDataConnection existing) {
            return existing;
        }
        PassiveDataConnection created = new PassiveDataConnection(session, ports, settings);
        session.setAttribute(ControlSessions.DATA_CONNECTION, created);
        // The session's own thread may be waiting for the client's data connection, and would hold the port for
        // minutes.
        session.getCloseFuture().addListener(closed -> created.sessionGone());
        return created;
    }

    private Inet4Address announced(FtpIoSession session) {
        InetAddress reached = ((InetSocketAddress) session.getLocalAddress()).getAddress();
        InetAddress peer = ((InetSocketAddress) session.getRemoteAddress()).getAddress();
        List<Inet4Address> endpoints = settings.endpointAddresses();
        InetAddress endpoint = switch (settings.conduct().auto()) {
            case REACHED -> settings.conduct().isHidden() ? settings.endpointOf(reached) : reached;
            case ROUND_ROBIN -> endpoints.get(Math.floorMod(turn.getAndIncrement(), endpoints.size()));
        };
        return settings.passiveIp().announce(endpoints, endpoint, peer);
    }

    private static String hostPort(Inet4Address address, int port) {
        return address.getHostAddress().replace('.', ',') + "," + (port >> 8) + "," + (port & 0xFF);
    }
}
