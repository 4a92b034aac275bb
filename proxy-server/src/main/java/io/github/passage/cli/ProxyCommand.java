package io.github.passage.cli;

import io.github.passage.config.ConfigException;
import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import io.github.passage.config.ProxyFlags;
import io.github.passage.control.AuthMode;
import io.github.passage.hop.FtpHopSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code passage proxy}. */
@Command(
        name = "proxy",
        description = {
            "Runs FTP-aware hops in front of real FTP servers, so that clients behind NAT and load balancers just work. Configured"
                    + " by a file, or by flags for the common case of one hop.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  passage proxy --config /etc/passage/passage.conf",
            "  passage proxy --listen 0.0.0.0:2121 --target 127.0.0.1:21 --data-ports 8192-8200",
            "",
            "SIGTERM stops accepting, lets transfers finish up to the grace period (shutdown-grace, 30 s), then says 421."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ProxyCommand implements Callable<Integer> {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "HOCON file; see reference.conf for every key. Not together with other flags.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where clients connect; may be given more than once.")
    private List<String> listen = List.of();

    @Option(names = "--target", paramLabel = "HOST:PORT", description = "The FTP server.")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--data-ports",
            paramLabel = "FIRST-LAST",
            description = "Ports for data connections, on each listening host (default: 8192-8200).")
    private Optional<String> dataPorts = Optional.empty();

    @Option(
            names = "--advertised-data-ports",
            paramLabel = "FIRST-LAST",
            description =
                    "Ports that clients are told, where a NAT or NodePort maps others to the data ports (default: the same).")
    private Optional<String> advertisedDataPorts = Optional.empty();

    @Option(
            names = "--passive-address",
            paramLabel = "POLICY",
            description =
                    "The address put into passive replies: control (the one that the client reached), keep, zero, an IPv4"
                            + " address or a DNS name (default: control).")
    private Optional<String> passiveAddress = Optional.empty();

    @Option(names = "--epsv", paramLabel = "pass|refuse", description = "What becomes of EPSV (default: pass).")
    private Optional<String> epsv = Optional.empty();

    @Option(names = "--auth", paramLabel = "refuse|pass", description = "What becomes of AUTH TLS (default: refuse).")
    private Optional<String> auth = Optional.empty();

    @Option(
            names = "--data-peer",
            paramLabel = "same|prefix/N|any",
            description =
                    "From where a data connection may come, compared with the control connection (default: same).")
    private Optional<String> dataPeer = Optional.empty();

    @Override
    public Integer call() throws Exception {
        ProxyConfig settings = settings();
        Running.untilSignal(() -> start(settings));
        return 0;
    }

    private static Runnable start(ProxyConfig settings) {
        RunningProxy proxy = started(settings);
        warnOfClearText(settings);
        proxy.addresses().forEach(line -> LOGGER.info("{}", line));
        return proxy::stop;
    }

    private static RunningProxy started(ProxyConfig settings) {
        try {
            return RunningProxy.start(settings);
        } catch (IllegalArgumentException thisSystemCannot) {
            throw new UserFault(String.valueOf(thisSystemCannot.getMessage()));
        }
    }

    private ProxyConfig settings() {
        ProxyFlags flags =
                new ProxyFlags(listen, target, dataPorts, advertisedDataPorts, passiveAddress, epsv, auth, dataPeer);
        ProxyFlags none = new ProxyFlags(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        if (config.isPresent() && !flags.equals(none)) {
            throw new UserFault(
                    "--config: given together with flags that it replaces (expected: either a file or flags)");
        }
        try {
            return config.map(ConfigLoader::load).orElseGet(() -> ConfigLoader.fromFlags(flags));
        } catch (ConfigException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static void warnOfClearText(ProxyConfig settings) {
        List<String> refusing = settings.hops().stream()
                .filter(hop -> hop.ftp().auth() == AuthMode.REFUSE)
                .map(FtpHopSettings::name)
                .toList();
        if (!refusing.isEmpty()) {
            LOGGER.warn(
                    "AUTH TLS is refused by hop {}: clients that ask for encryption may go on in clear text"
                            + " (auth = pass forwards it, and then nothing can be rewritten)",
                    String.join(", ", refusing));
        }
    }
}
