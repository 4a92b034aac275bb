package io.github.passage.it.observe;

import io.github.passage.it.client.FtpDialog;
import io.github.passage.it.server.Account;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * What goes wrong with a session, once for each call.
 *
 * @param hop where the client connects
 * @param account who it is
 * @param source the client's address
 */
record Misuse(InetSocketAddress hop, Account account, InetAddress source) {
    private static final int CONNECT = 2000;

    private FtpDialog login() throws IOException {
        FtpDialog dialog = FtpDialog.open(hop, source);
        dialog.login(account);
        return dialog;
    }

    /** Asks for a data port twice, and dials neither. */
    void neverCome() throws IOException {
        try (FtpDialog dialog = login()) {
            dialog.pasv();
            dialog.pasv();
            dialog.send("QUIT");
            dialog.expect("");
        }
    }

    /** Dials from another address than the session's. */
    void comeFromElsewhere(InetAddress elsewhere) throws IOException {
        try (FtpDialog dialog = login()) {
            InetSocketAddress passive = dialog.pasv();
            touch(passive, elsewhere);
            dialog.send("QUIT");
            dialog.expect("");
        }
    }

    /** Connects to a data port that nobody has asked for, as a health check does. */
    void stray(int port) throws IOException {
        touch(new InetSocketAddress(hop.getAddress(), port), source);
    }

    private static void touch(InetSocketAddress remote, InetAddress from) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.setSoTimeout(CONNECT);
            socket.connect(remote, CONNECT);
            socket.getInputStream().read();
        }
    }

    /** Resets the data connection in the middle of a transfer. */
    void breakOff(String file) throws IOException {
        try (FtpDialog dialog = login()) {
            try (Socket data = dialog.openData(dialog.pasv())) {
                dialog.send("RETR " + file);
                dialog.expect("150");
                data.getInputStream().readNBytes(1024);
                data.setSoLinger(true, 0);
            }
        }
    }

    /** Asks for a file whose data connection comes to nothing. */
    void askInVain(String file) throws IOException {
        try (FtpDialog dialog = login();
                Socket data = dialog.openData(dialog.pasv())) {
            dialog.send("RETR " + file);
            data.getInputStream().read();
        }
    }

    /** Asks for a data port where none is given. */
    void askForPort() throws IOException {
        try (FtpDialog dialog = login()) {
            dialog.send("PASV");
            dialog.expect("425");
            dialog.send("QUIT");
            dialog.expect("");
        }
    }

    /** Connects where there is no server. */
    void findNobody() throws IOException {
        try (FtpDialog dialog = FtpDialog.open(hop, source)) {
            dialog.send("QUIT");
        }
    }

    /** Asks for what Passage refuses. */
    void askForActiveMode() throws IOException {
        try (FtpDialog dialog = login()) {
            dialog.send("PORT 127,0,0,1,200,200");
            dialog.expect("502");
            dialog.send("RETR " + "no/such/file");
            dialog.expect("");
        }
    }

    /** Waits on a data port; it is given back when the session is closed. */
    FtpDialog waitOnPort() throws IOException {
        FtpDialog dialog = login();
        dialog.send("PASV");
        dialog.expect("");
        return dialog;
    }

    /** Begins to read a file and stops; the transfer stands until both are closed. */
    Closeable stall(String file) throws IOException {
        FtpDialog dialog = login();
        Socket data = dialog.openData(dialog.pasv());
        dialog.send("RETR " + file);
        dialog.expect("150");
        data.getInputStream().readNBytes(1);
        return () -> {
            data.close();
            dialog.close();
        };
    }
}
