package io.github.passage.cli;

import io.github.passage.address.HostPort;
import io.github.passage.config.ConfigException;
import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.target.PoolSettings;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code passage check-config}. */
@Command(
        name = "check-config",
        description = {
            "Reads a configuration file as passage proxy would, and says what is wrong with it: every mistake, one line each.",
            ""
        },
        footer = {
            "",
            "Exit code 0 if the file is good, 2 if not. The files that it names are read as well; nothing is bound and no"
                    + " server is contacted.",
            "passage check-config --reference prints the manual: every key with its meaning, unit, range and default."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckConfigCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "HOCON file.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--reference", description = "Print reference.conf, the manual of the configuration file.")
    private boolean reference;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (reference) {
            out.print(ConfigLoader.reference());
            out.flush();
            return 0;
        }
        Path path = file.orElseThrow(() ->
                new ParameterException(spec.commandLine(), "FILE: none (expected: the configuration file to check)"));
        try {
            ProxyConfig config = ConfigLoader.load(path);
            List<String> mistakes = NamedFiles.mistakes(config);
            if (!mistakes.isEmpty()) {
                throw new UserFault(path + ": " + String.join("\n" + path + ": ", mistakes));
            }
            out.println(path + ": good");
            config.hops().forEach(hop -> out.println("  " + summary(hop)));
            out.println("  reload: " + (config.lifetime().reload() ? "on" : "off")
                    + "; after SIGTERM: new sessions for "
                    + seconds(config.lifetime().drainDelay()) + ", transfers for " + seconds(config.shutdownGrace())
                    + " more");
            out.flush();
            return 0;
        } catch (ConfigException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static String summary(FtpHopSettings hop) {
        String listen = String.join(
                ", ", hop.listen().stream().map(CheckConfigCommand::shown).toList());
        return "hop " + hop.name() + ": " + listen + " -> " + targets(hop) + ", data ports "
                + hop.ftp().dataPorts().ports();
    }

    private static String targets(FtpHopSettings hop) {
        List<HostPort> all = hop.target()
                .pool()
                .map(PoolSettings::targets)
                .orElse(List.of(hop.target().address()));
        return String.join(", ", all.stream().map(HostPort::toString).toList());
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }

    private static String shown(InetSocketAddress address) {
        return HostPort.of(address).toString();
    }
}
