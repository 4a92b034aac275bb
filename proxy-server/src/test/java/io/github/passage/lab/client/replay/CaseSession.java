package io.github.passage.lab.client.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One client of a case's server. */
final class CaseSession {
    /** The server of the measurements waited for 60 s. */
    private static final Duration PATIENCE = Duration.ofMillis(600);

    private static final String LISTING = "-rw-r--r-- 1 demo demo 5 Nov 01 12:00 hello.txt\r\n";

    private final Case theCase;
    private final Socket control;
    private @Nullable DataPort port;
    private @Nullable Socket active;

    private CaseSession(Case theCase, Socket control) {
        this.theCase = theCase;
        this.control = control;
    }

    static void play(Case theCase, Socket control) {
        CaseSession session = new CaseSession(theCase, control);
        try (control) {
            session.serve();
        } catch (IOException gone) {
            // Clients end as they like.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(control.getInputStream(), US_ASCII));
        try {
            say("220 ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 2);
                answer(words[0].toUpperCase(Locale.ROOT), words.length > 1 ? words[1] : "");
            }
        } finally {
            newPort(null);
        }
    }

    private void answer(String verb, String argument) throws IOException, InterruptedException {
        switch (verb) {
            case "USER" -> say("331 password");
            case "PASS" -> say("230 welcome");
            case "TYPE" -> say("200 ok");
            case "FEAT" ->
                say("211-Features:\r\n UTF8\r\n" + (theCase.epsv() == Case.Epsv.NOT_UNDERSTOOD ? "" : " EPSV\r\n")
                        + "211 End");
            case "EPSV" -> epsv(argument);
            case "PASV" -> pasv();
            case "PORT" -> port(argument);
            case "EPRT" -> say("502 Command not implemented");
            case "LIST" -> list();
            default -> say("500 what?");
        }
    }

    private void epsv(String argument) throws IOException {
        switch (theCase.epsv()) {
            case NOT_UNDERSTOOD -> say("500 not understood");
            case WRONG_FAMILY -> say(argument.equals("ALL") ? "200 ok" : "522 Network protocol not supported");
            case OK, PORT_REFUSES, PORT_DROPS -> {
                if (argument.equals("ALL")) {
                    say("200 ok");
                    return;
                }
                List<InetAddress> here = List.of(Ground.server(theCase));
                newPort(DataPort.open(
                        theCase.epsv() == Case.Epsv.OK ? here : List.of(),
                        theCase.epsv() == Case.Epsv.PORT_DROPS ? here : dropping()));
                say("229 Entering Extended Passive Mode (|||" + port.port() + "|)");
            }
        }
    }

    private void pasv() throws IOException {
        Case.Place place = theCase.announced();
        if (place == Case.Place.NONE) {
            say("500 not understood");
            return;
        }
        InetAddress announced = Ground.real(place);
        List<InetAddress> own =
                theCase.isIpv6() ? List.of(Ground.server(theCase), Ground.serverV4()) : List.of(Ground.server(theCase));
        newPort(DataPort.open(place == Case.Place.OTHER_PUBLIC_LISTENS ? List.of(announced) : own, dropping()));
        say(theCase.format().write(announced.getHostAddress(), port.port()));
    }

    /** An address that drops does so at every port, for one client dials it at the port of a 229. */
    private List<InetAddress> dropping() {
        Case.Place place = theCase.announced();
        return place.drops() ? List.of(Ground.real(place)) : List.of();
    }

    private void port(String argument) throws IOException {
        if (!theCase.takesActive()) {
            say("502 Command not implemented");
            return;
        }
        String[] numbers = argument.split(",", -1);
        InetAddress address =
                InetAddress.ofLiteral(String.join(".", List.of(numbers).subList(0, 4)));
        active = new Socket(address, (Integer.parseInt(numbers[4]) << 8) + Integer.parseInt(numbers[5]));
        say("200 ok");
    }

    private void list() throws IOException, InterruptedException {
        try (Socket data = active != null ? active : port == null ? null : port.connection(PATIENCE)) {
            if (data == null) {
                say("425 Can't open data connection.");
                return;
            }
            say("150 here it comes");
            data.getOutputStream().write(LISTING.getBytes(US_ASCII));
        }
        active = null;
        newPort(null);
        say("226 done");
    }

    private void newPort(@Nullable DataPort other) throws IOException {
        if (port != null) {
            port.close();
        }
        port = other;
    }

    private void say(String line) throws IOException {
        control.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }
}
