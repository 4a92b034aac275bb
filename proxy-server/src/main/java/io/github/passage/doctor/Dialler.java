package io.github.passage.doctor;

import io.github.passage.doctor.Dial.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Connects, and tells how that went.
 *
 * @param patience how long an attempt may take
 */
record Dialler(Duration patience) {
    /** A hop that accepts before it knows whether its target answers cuts the connection within this time. */
    private static final int RESET_MILLIS = 200;

    /** An attempt, and its socket if it is open. */
    record Attempt(Dial dial, Optional<Socket> socket) {
        void close() {
            socket.ifPresent(Dialler::close);
        }
    }

    /** Dials a control port; what the server says is left to be read. */
    Attempt control(InetSocketAddress address) {
        return dial(address, false);
    }

    /** Dials a data port, on which a server has nothing to say before it is asked to. */
    Attempt data(InetSocketAddress address) {
        return dial(address, true);
    }

    private Attempt dial(InetSocketAddress address, boolean quiet) {
        long start = System.nanoTime();
        Socket socket = new Socket();
        try {
            socket.connect(address, Math.toIntExact(patience.toMillis()));
            Dial open = new Dial(address, Outcome.OPEN, since(start));
            if (quiet && isCutOff(socket)) {
                close(socket);
                return new Attempt(new Dial(address, Outcome.RESET, since(start)), Optional.empty());
            }
            return new Attempt(open, Optional.of(socket));
        } catch (IOException e) {
            close(socket);
            return new Attempt(new Dial(address, outcome(e), since(start)), Optional.empty());
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static boolean isCutOff(Socket socket) {
        try {
            socket.setSoTimeout(RESET_MILLIS);
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** The JDK tells these apart by type only in part. */
    static Outcome outcome(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (failure instanceof SocketTimeoutException || message.contains("timed out")) {
            return Outcome.TIMED_OUT;
        }
        if (failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || message.contains("unreachable")
                || message.contains("invalid argument")
                || message.contains("cannot assign")) {
            return Outcome.UNREACHABLE;
        }
        if (failure instanceof ConnectException && message.contains("refused")) {
            return Outcome.REFUSED;
        }
        return message.contains("reset") ? Outcome.RESET : Outcome.UNREACHABLE;
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It ended by itself, which is what was wanted.
        }
    }
}
