package io.github.passage.control;

import static io.github.passage.control.SessionScript.RULES;
import static io.github.passage.control.SessionScript.loggedIn;
import static io.github.passage.control.SessionScript.rewritten;
import static io.github.passage.control.SessionScript.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.ftp.Command;
import io.github.passage.ftp.Verb;
import io.github.passage.telemetry.SessionFact;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRulesTest {
    private static final SessionRules REFUSE_EPSV = rules(rewritten("10.0.1.1"), EpsvMode.REFUSE, AuthMode.REFUSE);
    private static final SessionRules PASS_AUTH = rules(rewritten("10.0.1.1"), EpsvMode.PASS, AuthMode.PASS);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER anna",
                "retr  a b",
                "EPSV",
                "EPSV ALL",
                "PASV",
                "SITE UTIME x",
                "XYZZY",
                "XPWD",
                "XCUP",
                "xcwd a",
                "XMKD a",
                "XRMD a",
                "XCRC a",
                "XMD5 a",
                "XSHA256 a",
                "P@SW",
                "ABOR",
                "OPTS UTF8 ON"
            })
    void whatIsNotRefusedGoesToTheServerAsItCame(String line) {
        SessionScript session = loggedIn().client(line);

        assertThat(session.take()).containsExactly("> " + line);
    }

    @Test
    void theSameBytesGoToTheServer() {
        byte[] wire = {(byte) 0xFF, (byte) 0xF4, (byte) 0xFF, (byte) 0xF2, 'a', 'b', 'o', 'r', '\n'};
        Command command = Command.parse(wire.clone());
        SessionMachine machine = new SessionMachine(RULES);
        SessionState active = machine.next(SessionMachine.initial(), new SessionEvent.TargetConnected(false))
                .state();

        assertThat(machine.next(active, new SessionEvent.ClientSent(command)).effects())
                .contains(new Effect.ToServer(command));
        assertThat(command.wire()).isEqualTo(wire);
    }

    @ParameterizedTest
    @CsvSource({
        "'PORT 127,0,0,1,4,1', PORT",
        "'port 127,0,0,1,4,1', PORT",
        "EPRT |1|127.0.0.1|1025|, EPRT",
        "'LPRT 4,4,127,0,0,1,2,4,1', LPRT",
        "'SPOR 127,0,0,1,4,1', SPOR",
        "LPSV, LPSV",
        "AUTH TLS, AUTH",
        "AUTH SSL, AUTH",
        "ADAT xyz, ADAT",
        "PBSZ 0, PBSZ",
        "PROT P, PROT",
        "CCC, CCC"
    })
    void refusedCommandsGet502InTheWordsOfTransfer(String line, String verb) {
        SessionScript session = loggedIn().client(line);

        assertThat(session.take()).containsExactly("< 502 Command " + verb + " not implemented.");
        assertThat(session.facts())
                .containsExactly(new SessionFact.CommandReceived(Verb.valueOf(verb), Optional.of(502)));
    }

    @ParameterizedTest
    @CsvSource({
        "'XPORT 127,0,0,1,4,1', XPORT, PORT",
        "'xport 127,0,0,1,4,1', XPORT, PORT",
        "'XXPORT 127,0,0,1,4,1', XXPORT, PORT",
        "XEPRT |1|127.0.0.1|1025|, XEPRT, EPRT",
        "'XLPRT 4,4,127,0,0,1,2,4,1', XLPRT, LPRT",
        "XLPSV, XLPSV, LPSV",
        "XAUTH TLS, XAUTH, AUTH"
    })
    void anXBeforeARefusedNameDoesNotHideIt(String line, String name, String verb) {
        SessionScript session = loggedIn().client(line);

        assertThat(session.take()).containsExactly("< 502 Command " + name + " not implemented.");
        assertThat(session.facts())
                .containsExactly(new SessionFact.CommandReceived(Verb.valueOf(verb), Optional.of(502)));
    }

    @ParameterizedTest
    @CsvSource({
        "'PORT\u000B1,2,3,4,5,6', 500, OTHER",
        "'\"PORT\" 1,2,3,4,5,6', 500, OTHER",
        "'\u0001PORT 1,2,3,4,5,6', 500, OTHER",
        "'NOOP\rPORT 1,2,3,4,5,6', 500, OTHER",
        "'NOOP \rPORT 1,2,3,4,5,6', 501, NOOP",
        "'RETR a\u0000b', 501, RETR",
        "'PORT 1,2\r3', 502, PORT"
    })
    void whatAServerMightReadAsAnotherCommandIsRefusedAndCounted(String line, int code, String verb) {
        SessionScript session = loggedIn().client(line);

        assertThat(session.take()).singleElement().asString().startsWith("< " + code + " ");
        assertThat(session.facts())
                .containsExactly(new SessionFact.CommandReceived(Verb.valueOf(verb), Optional.of(code)));
    }

    @Test
    void aRefusedUnclearCommandKeepsItsPlaceAmongPipelinedOnes() {
        SessionScript session = loggedIn().client("SYST", "PORT\u000B1,2,3,4,5,6", "RETR a\rb", "NOOP");

        assertThat(session.take()).containsExactly("> SYST", "> NOOP");
        assertThat(session.server("215 UNIX").take())
                .containsExactly("< 215 UNIX", "< 500 Command not understood.", "< 501 Control character in argument.");
        assertThat(session.server("200 ok").take()).containsExactly("< 200 ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPSV", "EPSV ALL", "epsv 1", "EPSV 2"})
    void refusedEpsvGets500WhateverItsArgument(String line) {
        assertThat(loggedIn(REFUSE_EPSV).client(line).take()).containsExactly("< 500 EPSV not understood.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH TLS", "ADAT x", "PBSZ 0", "PROT P", "CCC"})
    void passedAuthGoesToTheServer(String line) {
        assertThat(loggedIn(PASS_AUTH).client(line).take()).containsExactly("> " + line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u0000"})
    void anEmptyLineGoesNowhereAndHasNoAnswer(String line) {
        SessionScript session = loggedIn().client(line, line);

        assertThat(session.take()).isEmpty();
        assertThat(session.facts()).isEmpty();
        assertThat(session.client("AUTH TLS").take()).containsExactly("< 502 Command AUTH not implemented.");
        assertThat(session.client(line).drain().take()).contains("end DRAINED");
    }

    @Test
    void aLineOfTelnetSequencesOnlyIsEmpty() {
        byte[] wire = {(byte) 0xFF, (byte) 0xF4, (byte) 0xFF, (byte) 0xF2, '\r', '\n'};

        assertThat(loggedIn()
                        .on(new SessionEvent.ClientSent(Command.parse(wire)))
                        .take())
                .isEmpty();
    }

    @Test
    void anEmptyLineDoesNotTakeTheFilteredFeatureReply() {
        SessionScript session = loggedIn().client("", "FEAT");
        session.forget();

        assertThat(session.serverTogether(211, "211-Features:", " EPRT", " SIZE", "211 End")
                        .take())
                .containsExactly("< 211-Features:", "<  SIZE", "< 211 End");
    }

    @Test
    void anOverlongLineGets500() {
        SessionScript session = loggedIn().on(new SessionEvent.ClientSentTooLong());

        assertThat(session.take()).containsExactly("< 500 Command line too long.");
        assertThat(session.facts()).containsExactly(new SessionFact.CommandReceived(Verb.OTHER, Optional.of(500)));
    }

    @Test
    void ownAnswersKeepTheirPlaceAmongPipelinedCommands() {
        SessionScript session =
                loggedIn().client("NOOP", "PORT 1,2,3,4,5,6", "EPRT |1|1.2.3.4|5|", "SYST", "PORT 1,2,3,4,5,6");

        assertThat(session.take()).containsExactly("> NOOP", "> SYST");
        assertThat(session.server("200 ok").take())
                .containsExactly(
                        "< 200 ok", "< 502 Command PORT not implemented.", "< 502 Command EPRT not implemented.");
        assertThat(session.server("215 UNIX").take())
                .containsExactly("< 215 UNIX", "< 502 Command PORT not implemented.");
        assertThat(session.client("PORT 1,2,3,4,5,6").take()).containsExactly("< 502 Command PORT not implemented.");
    }

    @Test
    void anOwnAnswerWaitsForTheWholeReplyBeforeIt() {
        SessionScript session = loggedIn().client("RETR x", "AUTH TLS");
        session.forget();

        assertThat(session.server("150 opening").take()).containsExactly("< 150 opening");
        assertThat(session.serverTogether(226, "226-done", "226 really").take())
                .containsExactly("< 226-done", "< 226 really", "< 502 Command AUTH not implemented.");
    }

    @Test
    void anOwnAnswerWaitsForTheGreeting() {
        SessionScript session = new SessionScript(RULES)
                .client("AUTH TLS", "USER anna", "PORT 1,2,3,4,5,6")
                .on(new SessionEvent.TargetConnected(false));

        assertThat(session.take()).containsExactly("> USER anna");
        assertThat(session.server("120 soon").take()).containsExactly("< 120 soon");
        assertThat(session.server("220 hi").take()).containsExactly("< 220 hi", "< 502 Command AUTH not implemented.");
        assertThat(session.server("331 password").take())
                .containsExactly("< 331 password", "< 502 Command PORT not implemented.");
    }

    @Test
    void aUserNamedBeforeTheGreetingIsKnownAtLogin() {
        SessionScript session = new SessionScript(RULES)
                .on(new SessionEvent.TargetConnected(false))
                .client("USER anna", "PASS x")
                .server("220 hi", "331 password", "230 in");

        assertThat(session.facts()).contains(new SessionFact.LoggedIn("anna"));
    }

    @Test
    void theLastUserNameCounts() {
        SessionScript session = SessionScript.greeted(RULES)
                .client("USER anna")
                .server("331 password")
                .client("USER berta")
                .server("230 in");

        assertThat(session.facts()).contains(new SessionFact.LoggedIn("berta"));
    }

    @Test
    void aFloodOfCommandsEndsTheSession() {
        SessionScript session = loggedIn();
        for (int i = 0; i < Pending.MOST; i++) {
            session.client("NOOP");
        }
        assertThat(session.take()).hasSize(Pending.MOST);

        assertThat(session.client("NOOP").take())
                .containsExactly("< 421 Too many commands at once.", "end PROTOCOL_ERROR");
        assertThat(session.client("NOOP").take()).isEmpty();
    }

    @Test
    void aFloodBeforeTheTargetStandsEndsTheSessionToo() {
        SessionScript session = new SessionScript(RULES);
        for (int i = 0; i <= Pending.MOST; i++) {
            session.client("NOOP");
        }

        assertThat(session.take()).containsExactly("< 421 Too many commands at once.", "end PROTOCOL_ERROR");
    }
}
