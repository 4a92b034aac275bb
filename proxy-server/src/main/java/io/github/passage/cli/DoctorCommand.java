package io.github.passage.cli;

import io.github.passage.doctor.ClientForecasts;
import io.github.passage.doctor.Credentials;
import io.github.passage.doctor.Diagnosis;
import io.github.passage.doctor.Endpoint;
import io.github.passage.doctor.Examination;
import io.github.passage.doctor.JsonReport;
import io.github.passage.doctor.TextReport;
import io.github.passage.lab.endpoint.ProfileForecasts;
import io.github.passage.lab.profile.file.ProfileFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code passage doctor}. */
@Command(
        name = "doctor",
        description = {
            "Looks at a real FTP endpoint from here: what it announces, whether that can be reached, which clients that breaks,"
                    + " and what would mend it. At most six control connections and four data connections, all closed at the end.",
            ""
        },
        footer = {
            "",
            "The password of the URL's user comes from --netrc, else from the environment variable PASSAGE_PASSWORD, else from a"
                    + " prompt at a terminal; never from the URL. The users anonymous and ftp need none. It is sent in clear text,"
                    + " as ftp:// says, unless the server demands TLS. No report shows it.",
            "",
            "Exit codes:",
            "  0  every passive client will work from here",
            "  1  something breaks some or all clients, or could not be examined",
            "  2  a mistake in what was given",
            "  3  nothing answers, or it is no FTP server",
            "",
            "Examples:",
            "  passage doctor ftp://anonymous@ftp.example.com/",
            "  passage doctor ftp://alice@ftp.example.com:2121/ --format json"
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DoctorCommand implements Callable<Integer> {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** All arguments, so that a second one is not repeated in a message: it may be a URL with a password. */
    @Parameters(paramLabel = "URL", arity = "0..*", description = "ftp://[user@]host[:port]/")
    private List<String> urls = List.of();

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people or for programs (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long each connect, reply and handshake may take, 100ms-5m (default: ${DEFAULT-VALUE}).")
    private String timeout;

    @Option(
            names = "--netrc",
            paramLabel = "FILE",
            description = "Takes the login for the host from this file, for example ~/.netrc.")
    private Optional<Path> netrc = Optional.empty();

    @Option(names = "--no-login", description = "Looks only at what a server shows without a login.")
    private boolean noLogin;

    @Spec
    private CommandSpec spec;

    private final ClientForecasts clients;

    DoctorCommand() {
        this(facts -> new ProfileForecasts(ProfileFiles.shipped()).of(facts));
    }

    /**
     * A command.
     *
     * @param clients says what client programs make of what was measured
     */
    DoctorCommand(ClientForecasts clients) {
        this.clients = clients;
    }

    @Override
    public Integer call() {
        if (urls.size() != 1) {
            throw new UserFault("URL: " + (urls.isEmpty() ? "none" : urls.size() + " of them")
                    + " (expected: one, ftp://[user@]host[:port]/)");
        }
        boolean json = Flag.parse("--format", Endpoint.masked(format), DoctorCommand::isJson);
        Duration patience = Flag.parse("--timeout", Endpoint.masked(timeout), DoctorCommand::patience);
        Endpoint endpoint = Flag.parse("URL", urls.getFirst(), Endpoint::parse);
        Optional<Credentials> credentials =
                noLogin ? Optional.empty() : DoctorLogin.ofThisProcess().find(endpoint, netrc);
        Endpoint named = new Endpoint(
                endpoint.host(),
                endpoint.port(),
                credentials.map(Credentials::user).or(endpoint::user));
        Diagnosis diagnosis = Diagnosis.of(Examination.of(named, credentials, patience), clients);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonReport.of(diagnosis));
        } else {
            TextReport.of(diagnosis).forEach(out::println);
        }
        out.flush();
        return diagnosis.exitCode();
    }

    private static boolean isJson(String text) {
        return switch (text) {
            case "json" -> true;
            case "text" -> false;
            default -> throw new IllegalArgumentException("\"" + text + "\" (expected: text or json)");
        };
    }

    static Duration patience(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            Duration patience = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMinutes(amount);
            };
            if (patience.compareTo(SHORTEST) >= 0 && patience.compareTo(LONGEST) <= 0) {
                return patience;
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" (expected: a time from 100ms to 5m, for example 10s)");
    }
}
