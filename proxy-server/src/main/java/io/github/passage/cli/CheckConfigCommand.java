package io.github.passage.cli;

import io.github.passage.config.ConfigException;
import io.github.passage.config.ConfigLoader;
import io.github.passage.config.ProxyConfig;
import io.github.passage.hop.FtpHopSettings;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code passage check-config}. */
@Command(
        name = "check-config",
        description = {
            "Reads a configuration file as passage proxy would, and says what is wrong with it: every mistake, one line each.",
            ""
        },
        footer = {"", "Exit code 0 if the file is good, 2 if not. Nothing is bound and no server is contacted."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckConfigCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "HOCON file.")
    private Path file;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            ProxyConfig config = ConfigLoader.load(file);
            PrintWriter out = spec.commandLine().getOut();
            out.println(file + ": good");
            config.hops().forEach(hop -> out.println("  " + summary(hop)));
            out.flush();
            return 0;
        } catch (ConfigException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    private static String summary(FtpHopSettings hop) {
        String listen = String.join(
                ", ", hop.listen().stream().map(CheckConfigCommand::shown).toList());
        return "hop " + hop.name() + ": " + listen + " -> " + hop.target().address() + ", data ports "
                + hop.ftp().dataPorts().ports();
    }

    private static String shown(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
