package io.github.passage.cli;

import io.github.passage.address.HostPort;
import io.github.passage.doctor.Credentials;
import io.github.passage.replay.Difference;
import io.github.passage.replay.Recording;
import io.github.passage.replay.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code passage replay}. */
@Command(
        name = "replay",
        description = {
            "Plays the client of a transcript (see --transcripts of proxy and lab) against a server, and tells the first thing that"
                    + " this server does otherwise than the recorded one: reply codes, and how much a download brings. Data"
                    + " connections are opened where this server's passive replies say; uploads send as many bytes as"
                    + " recorded, but not the same.",
            ""
        },
        footer = {
            "",
            "No transcript holds a password: it comes from --password-file, else from the environment variable"
                    + " PASSAGE_PASSWORD, else from a prompt at a terminal.",
            "",
            "Exit codes:",
            "  0  this server did the same",
            "  1  it did something else, or could not be reached",
            "  2  a mistake in what was given, or a transcript that cannot be played again",
            "",
            "Example:",
            "  passage replay 20260203T040506007Z_proxy_1.transcript --target 127.0.0.1:21"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ReplayCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The transcript.")
    private Path file = Path.of("");

    @Option(names = "--target", paramLabel = "HOST:PORT", required = true, description = "The FTP server.")
    private String target = "";

    @Option(names = "--user", paramLabel = "USER", description = "Logs in as this user (default: as recorded).")
    private Optional<String> user = Optional.empty();

    @Option(names = "--password-file", paramLabel = "FILE", description = "Its first line is the password.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long each connect, reply and transfer may take, 100ms-5m (default: ${DEFAULT-VALUE}).")
    private String timeout = "";

    @Option(
            names = "--compare-text",
            description = "Compares the words of replies, too, but for the addresses of passive replies.")
    private boolean compareText;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HostPort server = Flag.parse("--target", target, HostPort::parse);
        Duration patience = Flag.parse("--timeout", timeout, DoctorCommand::patience);
        Recording recording = recording();
        String password =
                recording.needsPassword() ? password(user.or(recording::user).orElse("")) : "";
        Optional<Difference> difference =
                Replay.play(recording, new Replay.Settings(server, user, password, patience, compareText));
        PrintWriter out = spec.commandLine().getOut();
        out.println(difference.map(found -> file + ": " + found).orElse(file + ": no difference at " + server));
        out.flush();
        return difference.isPresent() ? 1 : 0;
    }

    private Recording recording() {
        try {
            return Recording.of(lines(file, "FILE"));
        } catch (IllegalArgumentException e) {
            throw new UserFault(file + ": " + e.getMessage());
        }
    }

    private String password(String who) {
        if (passwordFile.isPresent()) {
            List<String> lines = lines(passwordFile.get(), "--password-file");
            return lines.isEmpty() ? "" : lines.getFirst();
        }
        if (Credentials.isGuest(who)) {
            return Credentials.guest(who).password();
        }
        DoctorLogin login = DoctorLogin.ofThisProcess();
        return login.environment()
                .or(() -> login.prompt().map(ask -> ask.apply(who)))
                .orElseThrow(() -> new UserFault("password: none for user " + who + " (expected: --password-file FILE, "
                        + DoctorLogin.VARIABLE + " in the environment, or a terminal to ask at)"));
    }

    private static List<String> lines(Path path, String flag) {
        try {
            return Files.readAllLines(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserFault(flag + ": " + path + ": cannot be read (expected: a readable file of text in UTF-8)");
        }
    }
}
