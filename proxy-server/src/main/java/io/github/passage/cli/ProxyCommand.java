package io.github.passage.cli;

import io.github.passage.config.ConfigException;
import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import io.github.passage.config.ProxyFlags;
import io.github.passage.config.WatchFlags;
import io.github.passage.control.AuthMode;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.reload.ConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
            .description(
                    "HOCON file; passage check-config --reference prints every key. Of other flags only --admin, --admin-token-file,"
                            + " --transcripts and --log-format go with it.")
            .build();
    private final OptionSpec listen = flag("--listen", "HOST:PORT")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("Where clients connect; may be given more than once.")
            .build();
    private final OptionSpec target = flag("--target", "HOST:PORT")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description("The FTP server; may be given more than once, sessions are spread over all.")
            .build();
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
    private final OptionSpec logFormat = LogFormatFlag.spec();
    private final OptionSpec transcripts = TranscriptsFlag.spec();

    private final OptionSpec admin = flag("--admin", "ADDRESS:PORT|auto|off")
            .description(
                    "Where health, metrics and the API for passage ctl admin are served, over a file too (default: auto,"
                            + " 127.0.0.1:9621 or any free port of 127.0.0.1).")
            .build();
    private final OptionSpec adminTokenFile = flag("--admin-token-file", "FILE")
            .description(
                    "A file with the bearer token that requests to it must carry; needed where others can reach it.")
            .build();

    private ProxyCommand() {
        StandardFlags.add(spec.name("proxy"));
        List.of(
                        config,
                        listen,
                        target,
                        dataPorts,
                        advertisedDataPorts,
                        passiveAddress,
                        epsv,
                        auth,
                        dataPeer,
                        admin,
                        adminTokenFile,
                        logFormat,
                        transcripts)
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
                                + " says 421; a second one ends at once. A changed file is taken over while sessions go on"
                                + " (reload), and at SIGHUP.");
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
        LogFormatFlag.apply(given(logFormat));
        Supplier<RunningProxy> start = starting();
        Running.untilSignal(() -> started(start));
        return 0;
    }

    private static Runnable started(Supplier<RunningProxy> start) throws InterruptedException {
        CompletableFuture<RunningProxy> there = new CompletableFuture<>();
        // Beside the start, of which it would be a tenth.
        Thread signals = Thread.ofPlatform()
                .daemon()
                .name("passage-signals")
                .start(() -> Signals.on("HUP", () -> there.thenAccept(RunningProxy::reload)));
        RunningProxy proxy;
        try {
            proxy = start.get();
        } catch (IllegalArgumentException thisSystemCannot) {
            throw new UserFault(String.valueOf(thisSystemCannot.getMessage()));
        }
        there.complete(proxy);
        signals.join();
        proxy.addresses().forEach(line -> LOGGER.info("{}", line));
        return () -> {
            Signals.on("TERM", proxy::hurry);
            Signals.on("INT", proxy::hurry);
            proxy.stop();
        };
    }

    private static RunningProxy warned(ProxyConfig settings, RunningProxy proxy) {
        warnOfClearText(settings);
        return proxy;
    }

    /** Reads the configuration; what it gives starts the proxy. */
    private Supplier<RunningProxy> starting() {
        Optional<Path> file = given(config);
        ProxyFlags flags = new ProxyFlags(
                ProxyCommand.<List<String>>given(listen).orElse(List.of()),
                ProxyCommand.<List<String>>given(target).orElse(List.of()),
                given(dataPorts),
                given(advertisedDataPorts),
                given(passiveAddress),
                given(epsv),
                given(auth),
                given(dataPeer));
        ProxyFlags none = new ProxyFlags(
                List.of(),
                List.of(),
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
            WatchFlags watch = new WatchFlags(
                    given(admin),
                    given(adminTokenFile),
                    ProxyCommand.<Path>given(transcripts).map(Path::toString));
            if (file.isPresent()) {
                ConfigSource.Loaded loaded = new ConfigSource(file.get(), watch).load();
                return () -> warned(loaded.config(), RunningProxy.start(loaded));
            }
            ProxyConfig settings = ConfigLoader.fromFlags(flags, watch);
            return () -> warned(settings, RunningProxy.start(settings));
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
