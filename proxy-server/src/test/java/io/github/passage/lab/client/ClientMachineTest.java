package io.github.passage.lab.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.client.ClientEffect.AwaitWord;
import io.github.passage.lab.client.ClientEffect.BeginAgain;
import io.github.passage.lab.client.ClientEffect.Dial;
import io.github.passage.lab.client.ClientEffect.Finish;
import io.github.passage.lab.client.ClientEffect.OfferPort;
import io.github.passage.lab.client.ClientEffect.Send;
import io.github.passage.lab.client.ClientEffect.Transfer;
import io.github.passage.lab.client.ClientEvent.Connected;
import io.github.passage.lab.client.ClientEvent.ControlLost;
import io.github.passage.lab.client.ClientEvent.LoggedIn;
import io.github.passage.lab.client.ClientEvent.NotTransferred;
import io.github.passage.lab.client.ClientEvent.Refused;
import io.github.passage.lab.client.ClientEvent.Replied;
import io.github.passage.lab.client.ClientEvent.Transferred;
import io.github.passage.lab.client.ClientEvent.Unanswered;
import io.github.passage.lab.client.ClientEvent.WordHeard;
import io.github.passage.lab.client.ClientState.Step;
import io.github.passage.lab.client.Outcome.Cause;
import io.github.passage.lab.client.Outcome.Failure;
import io.github.passage.lab.client.Outcome.Success;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks through the machine: what happens on the left of each arrow, what the client does on the right. */
class ClientMachineTest {
    private static final String OWN = "227 Entering Passive Mode (203,0,113,10,32,5)";
    private static final String PRIVATE = "227 Entering Passive Mode (10,0,1,5,32,5)";
    private static final String PORT = "229 Entering Extended Passive Mode (|||8193|)";

    private final Profiles profiles = ProfileFiles.shipped();

    static Stream<Arguments> walks() {
        return Stream.of(
                walk("curl", "in", "EPSV", PORT, "dial 203.0.113.10:8193", "connected", "transfer", "done", "EPSV"),
                walk(
                        "curl",
                        "in",
                        "EPSV",
                        PORT,
                        "dial 203.0.113.10:8193",
                        "refused",
                        "PASV",
                        PRIVATE,
                        "dial 203.0.113.10:8197",
                        "connected",
                        "transfer",
                        "done",
                        "PASV_CONTROL"),
                walk("curl", "in", "EPSV", PORT, "dial 203.0.113.10:8193", "connected", "transfer", "refused", "PASV"),
                walk("wget", "in", "PASV", PRIVATE, "dial 10.0.1.5:8197", "refused", "DATA_CONNECT REFUSED"),
                walk("wget", "in", "PASV", "421 bye", "PASSIVE_COMMAND COMMAND_REFUSED"),
                walk("wget", "in", "PASV", PRIVATE, "dial 10.0.1.5:8197", "silent", "again"),
                walk("tnftp", "in", "EPSV", "500 no", "PASV", PRIVATE, "PASSIVE_REPLY FOREIGN_ADDRESS"),
                walk(
                        "tnftp",
                        "in",
                        "EPSV",
                        PORT,
                        "dial 203.0.113.10:8193",
                        "refused",
                        "PORT",
                        "502 no",
                        "DATA_CONNECT REFUSED"),
                walk("lftp epsv", "in", "EPSV", "522 no", "PORT", "502 no", "again"),
                walk("gftp", "in", "FEAT", "211-Features:\n EPSV\n211 End", "EPSV"),
                walk("gftp", "in", "FEAT", "211-Features:\n EPSVX\n211 End", "PASV"),
                walk(
                        "JDK ftp: URL",
                        "in",
                        "EPSV ALL",
                        "200 ok",
                        "EPSV",
                        "522 no",
                        "PORT",
                        "200 ok",
                        "transfer",
                        "done",
                        "ACTIVE"),
                walk("JDK ftp: URL", "in", "EPSV ALL", "500 no", "PASV", OWN, "dial 203.0.113.10:8197"),
                walk(
                        "node ftp",
                        "in",
                        "PASV",
                        PRIVATE,
                        "dial 10.0.1.5:8197",
                        "silent",
                        "dial 203.0.113.10:8197",
                        "refused",
                        "DATA_CONNECT REFUSED"),
                walk("aria2", "in", "PASV", "227 =203,0,113,10,32,5", "dial 203.0.113.10:0"),
                walk("rclone noepsv", "in", "PASV", "227 =203,0,113,10,32,5", "PASSIVE_REPLY UNREADABLE"),
                walk(
                        "commons-net 3.3",
                        "in",
                        "PASV",
                        "227 Entering Passive Mode (203,0,113,11,32,5)",
                        "dial 203.0.113.11:8197",
                        "connected",
                        "DATA_CONNECT NOT_THE_PEER"),
                walk(
                        "filezilla",
                        "in",
                        "PASV",
                        OWN,
                        "ask, dial 203.0.113.10:8197",
                        "refused",
                        "await word",
                        "heard",
                        "again"),
                walk(
                        "mc",
                        "in",
                        "PASV",
                        PRIVATE,
                        "dial 10.0.1.5:8197",
                        "refused",
                        "EPSV",
                        PORT,
                        "dial 10.0.1.5:8193",
                        "refused",
                        "PORT",
                        "502 no",
                        "again"),
                walk("inetutils-ftp", "in", "PORT", "502 no", "ACTIVE_COMMAND COMMAND_REFUSED"),
                walk(
                        "wget",
                        "in",
                        "PASV",
                        OWN,
                        "dial 203.0.113.10:8197",
                        "connected",
                        "transfer",
                        "broken",
                        "DATA_TRANSFER TRANSFER_FAILED"),
                walk("wget", "in", "PASV", "lost", "PASSIVE_COMMAND CONTROL_LOST"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("walks")
    void eachEventLeadsToWhatTheProgramDoesNext(String name, List<String> walk) {
        Profile profile = profiles.named(name).orElseThrow();
        ClientMachine machine = new ClientMachine(
                profile.behaviour().ipv4(),
                profile.waits(),
                InetAddress.ofLiteral("203.0.113.10"),
                AddressView.IDENTITY);
        ClientState state = ClientMachine.start();
        List<String> walked = new ArrayList<>();
        for (int i = 0; i < walk.size(); i += 2) {
            Step step = machine.next(state, event(walk.get(i)));
            state = step.state();
            walked.add(walk.get(i));
            walked.add(text(step.effect()));
        }
        assertThat(walked).isEqualTo(walk);
    }

    @Test
    void attemptsEndWhenThereAreNoMore() {
        Profile bounded = profiles.named("lftp bounded").orElseThrow();
        ClientMachine machine = new ClientMachine(
                bounded.behaviour().ipv4(),
                bounded.waits(),
                InetAddress.ofLiteral("203.0.113.10"),
                AddressView.IDENTITY);
        ClientState state = ClientMachine.start();
        List<String> effects = new ArrayList<>();
        for (String event : List.of("in", OWN, "refused", "in", OWN, "refused")) {
            Step step = machine.next(state, event(event));
            state = step.state();
            effects.add(text(step.effect()));
        }
        assertThat(effects)
                .containsExactly(
                        "PASV",
                        "dial 203.0.113.10:8197",
                        "again",
                        "PASV",
                        "dial 203.0.113.10:8197",
                        "DATA_CONNECT REFUSED");
    }

    private static Arguments walk(String profile, String... steps) {
        return Arguments.of(profile, List.of(steps));
    }

    private static ClientEvent event(String text) {
        return switch (text) {
            case "in" -> new LoggedIn();
            case "connected" -> new Connected();
            case "refused" -> new Refused();
            case "silent" -> new Unanswered();
            case "done" -> new Transferred();
            case "broken" -> new NotTransferred(Cause.TRANSFER_FAILED);
            case "heard" -> new WordHeard();
            case "lost" -> new ControlLost(Outcome.Step.PASSIVE_COMMAND, Cause.CONTROL_LOST);
            default -> new Replied(Integer.parseInt(text.substring(0, 3)), text);
        };
    }

    private static String text(ClientEffect effect) {
        return switch (effect) {
            case Send(String command) -> command;
            case OfferPort _ -> "PORT";
            case Dial(InetSocketAddress to, boolean asksFirst) ->
                (asksFirst ? "ask, dial " : "dial ") + to.getAddress().getHostAddress() + ":" + to.getPort();
            case Transfer _ -> "transfer";
            case AwaitWord _ -> "await word";
            case BeginAgain _ -> "again";
            case Finish(Success success) -> success.way().toString();
            case Finish(Failure failure) -> failure.step() + " " + failure.cause();
        };
    }
}
