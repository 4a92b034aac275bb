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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code passage proxy}. Put together by code, since picocli needs a third of the whole start to look for annotations: reading them
 * makes Java generate classes.
 */
final class ProxyCommand implements Callable<Integer> {
    private static final Logger LOGGER = LoggerFactory.getLogger("passage");

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    private final OptionSpec config = flag("--config", "FILE")
            .type(Path.class)
            .description("HOCON file; see reference.conf for every key. Not together with other flags.")
            .build();
    private final OptionSpec listen = flag("--listen", "HOST:PORT")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Where clients connect; may be given more than once.")
            .build();
    private final OptionSpec target =
            flag("--target", "HOST:PORT").description("The FTP server.").build();
    private final OptionSpec dataPorts = flag("--data-ports", "FIRST-LAST")
            .description("Ports for data connections, on each listening host (default: 8192-8200).")
            .build();
    private final OptionSpec advertisedDataPorts = flag("--advertised-data-ports", "FIRST-LAST")
            .description(
                    "Ports that clients are told, where a NAT or NodePort maps others to the data ports (default: the same).")
            .build();
    private final OptionSpec passiveAddress = flag("--passive-address", "POLICY")
            .description(
                    "The address put into passive replies: control (the one that the client reached), keep, zero, an IPv4"
                            + " address or a DNS name (default: control).")
            .build();
    private final OptionSpec epsv = flag("--epsv", "pass|refuse")
            .description("What becomes of EPSV (default: pass).")
            .build();
    private final OptionSpec auth = flag("--auth", "refuse|pass")
            .description("What becomes of AUTH TLS (default: refuse).")
            .build();
    private final OptionSpec dataPeer = flag("--data-peer", "same|prefix/N|any")
            .description("From where a data connection may come, compared with the control connection (default: same).")
            .build();

    private ProxyCommand() {
        StandardFlags.add(spec.name("proxy"));
        List.of(config, listen, target, dataPorts, advertisedDataPorts, passiveAddress, epsv, auth, dataPeer)
                .forEach(spec::addOption);
        spec.usageMessage()
                .description(
                        "Runs FTP-aware hops in front of real FTP servers, so that clients behind NAT and load balancers just"
                                + " work. Configured by a file, or by flags for the common case of one hop.",
                        "")
                .footer(
                        "",
                        "Examples:",
                        "  passage proxy --config /etc/passage/passage.conf",
                        "  passage proxy --listen 0.0.0.0:2121 --target 127.0.0.1:21 --data-ports 8192-8200",
                        "",
                        "SIGTERM stops accepting, lets transfers finish up to the grace period (shutdown-grace, 30 s), then"
                                + " says 421.");
    }

    /** The command for the command line. */
    static CommandSpec spec() {
        return new ProxyCommand().spec;
    }

    private static OptionSpec.Builder flag(String name, String value) {
        return OptionSpec.builder(name).paramLabel(value).type(String.class);
    }

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
        Optional<Path> file = given(config);
        ProxyFlags flags = new ProxyFlags(
                ProxyCommand.<List<String>>given(listen).orElse(List.of()),
                given(target),
                given(dataPorts),
                given(advertisedDataPorts),
                given(passiveAddress),
                given(epsv),
                given(auth),
                given(dataPeer));
        ProxyFlags none = new ProxyFlags(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        if (file.isPresent() && !flags.equals(none)) {
            throw new UserFault(
                    "--config: given together with flags that it replaces (expected: either a file or flags)");
        }
        try {
            return file.map(ConfigLoader::load).orElseGet(() -> ConfigLoader.fromFlags(flags));
        } catch (ConfigException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static <T> Optional<T> given(OptionSpec flag) {
        return Optional.ofNullable(flag.getValue());
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
