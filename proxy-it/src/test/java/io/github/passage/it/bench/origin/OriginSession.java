package io.github.passage.it.bench.origin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.passage.it.bench.kernel.Bytes;
import io.github.passage.it.bench.kernel.KernelException;
import io.github.passage.it.bench.kernel.Sockets;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One control connection: its commands on the loop's thread, its transfers on threads of their own. */
final class OriginSession {
    private final int control;
    private final Announced announced;
    private final Site site;

    private DataPorts.@Nullable DataPort reserved;
    private String partial = "";
    private boolean transferring;
    private boolean ended;

    /**
     * What all sessions share.
     *
     * @param ports of data connections
     * @param transfer what is moved
     * @param threads for transfers
     */
    record Site(DataPorts ports, Transfer transfer, Executor threads) {}

    OriginSession(int control, Announced announced, Site site) {
        this.control = control;
        this.announced = announced;
        this.site = site;
    }

    void greet(Bytes bytes) throws KernelException {
        reply(bytes, "220 origin");
    }

    /** Answers what was received; false if the session is over. */
    boolean received(Sockets sockets, Bytes bytes, String text) throws KernelException {
        String all = partial + text;
        int from = 0;
        for (int end = all.indexOf('\n'); end >= 0; end = all.indexOf('\n', from)) {
            if (!command(sockets, bytes, all.substring(from, end).strip())) {
                return false;
            }
            from = end + 1;
        }
        partial = all.substring(from);
        return true;
    }

    private boolean command(Sockets sockets, Bytes bytes, String line) throws KernelException {
        int space = line.indexOf(' ');
        String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
        String argument = space < 0 ? "" : line.substring(space + 1);
        switch (verb) {
            case "USER" -> reply(bytes, "331 password, please");
            case "PASS" -> reply(bytes, "230 logged in");
            case "TYPE", "NOOP", "MODE", "STRU", "OPTS", "CLNT" -> reply(bytes, "200 fine");
            case "SYST" -> reply(bytes, "215 UNIX Type: L8");
            case "PWD" -> reply(bytes, "257 \"/\"");
            case "CWD" -> reply(bytes, "250 there");
            case "SIZE" -> reply(bytes, "213 " + argument.substring(argument.indexOf('-') + 1));
            case "PASV" -> passive(sockets, bytes);
            case "RETR", "STOR" -> transfer(bytes, verb, argument);
            case "QUIT" -> {
                reply(bytes, "221 goodbye");
                return false;
            }
            default -> reply(bytes, "502 not here");
        }
        return true;
    }

    private void passive(Sockets sockets, Bytes bytes) throws KernelException {
        dropReservation(sockets);
        reserved = site.ports().take();
        reply(bytes, reserved == null ? "425 no data port is free" : announced.passiveReply(reserved.number()));
    }

    private void transfer(Bytes bytes, String verb, String name) throws KernelException {
        DataPorts.DataPort port = reserved;
        if (port == null) {
            reply(bytes, "425 PASV first");
            return;
        }
        reserved = null;
        transferring = true;
        reply(bytes, "150 coming");
        site.threads().execute(() -> new DataConnection(port, site).run(verb, name, this::transferred));
    }

    private synchronized void transferred(Sockets sockets, Bytes bytes, boolean whole) throws KernelException {
        transferring = false;
        if (ended) {
            sockets.close(control);
        } else {
            reply(bytes, whole ? "226 done" : "426 broken off");
        }
    }

    /** Closes the control connection, after the transfer if there is one. */
    synchronized void end(Sockets sockets) throws KernelException {
        dropReservation(sockets);
        ended = true;
        if (!transferring) {
            sockets.close(control);
        }
    }

    private void dropReservation(Sockets sockets) throws KernelException {
        if (reserved != null) {
            site.ports().renew(sockets, reserved);
            reserved = null;
        }
    }

    private void reply(Bytes bytes, String line) throws KernelException {
        try (Arena arena = Arena.ofConfined()) {
            byte[] text = (line + "\r\n").getBytes(US_ASCII);
            MemorySegment segment = arena.allocate(text.length);
            segment.copyFrom(MemorySegment.ofArray(text));
            bytes.sendAll(control, segment, text.length);
        }
    }
}
