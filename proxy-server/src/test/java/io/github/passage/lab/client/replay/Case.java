package io.github.passage.lab.client.replay;

import static io.github.passage.lab.client.replay.Case.Epsv.NOT_UNDERSTOOD;
import static io.github.passage.lab.client.replay.Case.Epsv.OK;
import static io.github.passage.lab.client.replay.Case.Epsv.PORT_DROPS;
import static io.github.passage.lab.client.replay.Case.Epsv.PORT_REFUSES;
import static io.github.passage.lab.client.replay.Case.Epsv.WRONG_FAMILY;

import java.util.List;

/** The cases of the measurements: how the server behaves, by the names of their columns. */
enum Case {
    A("203.0.113.10", Place.OWN, OK),
    A500("203.0.113.10", Place.OWN, NOT_UNDERSTOOD),
    A522("203.0.113.10", Place.OWN, WRONG_FAMILY),
    AREF("Aref", "203.0.113.10", Place.OWN, PORT_REFUSES, Format.BY_THE_BOOK),
    ABH("Abh", "203.0.113.10", Place.OWN, PORT_DROPS, Format.BY_THE_BOOK),
    N("203.0.113.10", Place.NONE, NOT_UNDERSTOOD),
    B("203.0.113.10", Place.UNSPECIFIED, OK),
    B500("203.0.113.10", Place.UNSPECIFIED, NOT_UNDERSTOOD),
    C500("203.0.113.10", Place.OTHER_PUBLIC_REFUSES, NOT_UNDERSTOOD),
    D500("203.0.113.10", Place.OTHER_PUBLIC_DROPS, NOT_UNDERSTOOD),
    E("203.0.113.10", Place.PRIVATE_DROPS, OK),
    E500("203.0.113.10", Place.PRIVATE_DROPS, NOT_UNDERSTOOD),
    EREF("Eref", "203.0.113.10", Place.PRIVATE_REFUSES, NOT_UNDERSTOOD, Format.BY_THE_BOOK),
    L500("203.0.113.10", Place.LOOPBACK, NOT_UNDERSTOOD),
    P500("10.0.2.9", Place.PRIVATE_DROPS, NOT_UNDERSTOOD),
    Q500("10.0.2.9", Place.OTHER_PUBLIC_DROPS, NOT_UNDERSTOOD),
    PZ("10.0.2.9", Place.UNSPECIFIED, NOT_UNDERSTOOD),
    G500("203.0.113.10", Place.OTHER_PUBLIC_LISTENS, NOT_UNDERSTOOD),
    F1("F1", "203.0.113.10", Place.OWN, NOT_UNDERSTOOD, Format.NO_PARENTHESES),
    F2("F2", "203.0.113.10", Place.OWN, NOT_UNDERSTOOD, Format.EQUALS_SIGN),
    F3("F3", "203.0.113.10", Place.OWN, NOT_UNDERSTOOD, Format.SPACES),
    F4("F4", "203.0.113.10", Place.OWN, NOT_UNDERSTOOD, Format.FINAL_DOT),
    V6("2001:db8::10", Place.OWN, OK),
    V6P("2001:db8::10", Place.OWN, NOT_UNDERSTOOD),
    V6Z("2001:db8::10", Place.UNSPECIFIED, NOT_UNDERSTOOD),
    ACT("203.0.113.10", Place.OWN, OK);

    /** The column that cannot be replayed before the client knows TLS. */
    static final List<String> NOT_RUN = List.of("explicit TLS");

    private final String column;
    private final String control;
    private final Place announced;
    private final Epsv epsv;
    private final Format format;

    Case(String control, Place announced, Epsv epsv) {
        this.column = name();
        this.control = control;
        this.announced = announced;
        this.epsv = epsv;
        this.format = Format.BY_THE_BOOK;
    }

    Case(String column, String control, Place announced, Epsv epsv, Format format) {
        this.column = column;
        this.control = control;
        this.announced = announced;
        this.epsv = epsv;
        this.format = format;
    }

    String column() {
        return column;
    }

    /** The control connection's address, as the client sees it. */
    String control() {
        return control;
    }

    Place announced() {
        return announced;
    }

    Epsv epsv() {
        return epsv;
    }

    Format format() {
        return format;
    }

    boolean takesActive() {
        return this == ACT;
    }

    boolean isIpv6() {
        return control.contains(":");
    }

    /** What a 227 announces. */
    enum Place {
        NONE(""),
        OWN(""),
        UNSPECIFIED("0.0.0.0"),
        LOOPBACK("127.0.0.1"),
        OTHER_PUBLIC_LISTENS("203.0.113.11"),
        OTHER_PUBLIC_REFUSES("203.0.113.13"),
        OTHER_PUBLIC_DROPS("203.0.113.14"),
        PRIVATE_REFUSES("10.0.1.13"),
        PRIVATE_DROPS("10.0.1.14");

        private final String simulated;

        Place(String simulated) {
            this.simulated = simulated;
        }

        /** As the client sees it; empty where it depends on the case. */
        String simulated() {
            return simulated;
        }

        boolean drops() {
            return this == OTHER_PUBLIC_DROPS || this == PRIVATE_DROPS;
        }
    }

    /** What EPSV is answered with. */
    enum Epsv {
        OK,
        NOT_UNDERSTOOD,
        WRONG_FAMILY,
        PORT_REFUSES,
        PORT_DROPS
    }

    /** How a 227 is written. */
    enum Format {
        BY_THE_BOOK("Entering Passive Mode (%s)", ","),
        NO_PARENTHESES("Entering Passive Mode %s", ","),
        EQUALS_SIGN("=%s", ","),
        SPACES("Entering Passive Mode (%s)", ", "),
        FINAL_DOT("Entering Passive Mode (%s).", ",");

        private final String text;
        private final String comma;

        Format(String text, String comma) {
            this.text = text;
            this.comma = comma;
        }

        String write(String address, int port) {
            String numbers = address.replace('.', ',') + "," + (port >> 8) + "," + (port & 0xFF);
            return "227 " + text.formatted(numbers.replace(",", comma));
        }
    }
}
