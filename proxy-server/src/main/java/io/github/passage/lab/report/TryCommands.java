package io.github.passage.lab.report;

import io.github.passage.hop.Admission;
import io.github.passage.lab.LabSettings;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.topology.TopologyHop;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.lab.transfer.TransferServerSettings;
import io.github.passage.passive.PassiveAddressPolicy;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;

/** Three commands with real clients, and what each will show in this lab. */
public final class TryCommands {
    private static final String USER = TransferServerSettings.DEFAULT_USER;
    private static final String PASSWORD = TransferServerSettings.DEFAULT_PASSWORD;

    private final LabSettings settings;

    /** The commands for a lab set up so. */
    public TryCommands(LabSettings settings) {
        this.settings = settings;
    }

    /** The commands, simplest first. */
    public List<Command> commands() {
        String host = settings.topology().entry().address().getHostAddress();
        int port = settings.controlPort();
        String url = "ftp://" + USER + ":" + PASSWORD + "@" + host + ":" + port + "/";
        return List.of(
                new Command(
                        "curl " + url,
                        "asks with EPSV, whose reply has no address: the listing works, whatever PassiveIp is"),
                new Command(
                        "curl -v --disable-epsv --no-ftp-skip-pasv-ip --connect-timeout 10 " + url,
                        "obeys the 227 to the letter: " + literalOutcome()),
                new Command(
                        "ftp-ssl -p " + host + " " + port,
                        "the classic ftp, obeys too (then: user " + USER + ", password " + PASSWORD + ", ls): "
                                + literalOutcome()));
    }

    /** What a client sees that dials what the 227 says. */
    private String literalOutcome() {
        Topology topology = settings.topology();
        Inet4Address told = told(topology);
        if (told.isAnyLocalAddress()) {
            return "Connection refused, as 0.0.0.0 is the client's own machine";
        }
        String address = told.getHostAddress();
        Optional<TopologyHop> hop = topology.hopAt(told);
        if (hop.isEmpty()) {
            return told.isLoopbackAddress()
                    ? "login works, the listing ends with Connection refused, as nothing listens at " + address
                    : "login works, the listing hangs or fails, as " + address
                            + " is outside this lab and this machine";
        }
        if (hop.get().isReachableFrom(topology.client().address())) {
            return "the listing works, over " + address;
        }
        return settings.unreachable() == Admission.Refusal.DROP
                ? "login works, the listing hangs, as " + address + " cannot be reached from here"
                : "login works, the listing is cut off, as " + address
                        + " cannot be reached from here and resets (in the field: Connection refused)";
    }

    private Inet4Address told(Topology topology) {
        Inet4Address told = switch (settings.passiveIp()) {
            case PassiveIp.Auto auto -> topology.endpoint().address();
            case PassiveIp.Fixed(Inet4Address address) -> address;
        };
        for (TopologyHop hop : topology.path().reversed()) {
            told = switch (settings.policyOf(hop.role())) {
                case PassiveAddressPolicy.Control control -> hop.address();
                case PassiveAddressPolicy.Fixed(Inet4Address address) -> address;
                default -> told;
            };
        }
        return told;
    }

    /**
     * A command line and what it will show.
     *
     * @param line for a shell
     * @param shows in words
     */
    public record Command(String line, String shows) {}
}
