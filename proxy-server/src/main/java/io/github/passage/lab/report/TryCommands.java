package io.github.passage.lab.report;

import io.github.passage.hop.Admission;
import io.github.passage.lab.live.LabView.HopView;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.transfer.TransferServerSettings;
import java.util.List;
import java.util.Optional;

/** Three commands with real clients, and what each will show in this lab. */
public final class TryCommands {
    private static final String USER = TransferServerSettings.DEFAULT_USER;
    private static final String PASSWORD = TransferServerSettings.DEFAULT_PASSWORD;

    private final LabSummary summary;

    /** The commands for a lab. */
    public TryCommands(LabSummary summary) {
        this.summary = summary;
    }

    /** The commands, simplest first. */
    public List<Command> commands() {
        String host = summary.real(summary.entry()).getHostAddress();
        int port = summary.hop(summary.entry()).controlPort();
        String url = "ftp://" + USER + ":" + PASSWORD + "@" + host + ":" + port + "/";
        String in = summary.isNetns()
                ? "passage lab exec " + summary.topology().client().name() + " -- "
                : "";
        return List.of(
                new Command(in + "curl " + url, "asks with EPSV, whose reply has no address: " + epsvOutcome()),
                new Command(
                        in + "curl -v --disable-epsv --no-ftp-skip-pasv-ip --connect-timeout 10 " + url,
                        "obeys the 227 to the letter: " + literalOutcome()),
                new Command(
                        in + "ftp-ssl -p " + host + " " + port,
                        "the classic ftp, obeys too (then: user " + USER + ", password " + PASSWORD + ", ls): "
                                + literalOutcome()));
    }

    private String epsvOutcome() {
        boolean split = summary.topology().loadBalancers().stream()
                .anyMatch(balancer -> balancer.crossZone() && balancer.targets().size() > 1);
        return split
                ? "the data connection may come to another server than the control connection"
                : "the listing works, whatever PassiveIp is";
    }

    /** What a client sees that dials what the 227 says. */
    private String literalOutcome() {
        String told = told();
        if (told.equals("0.0.0.0")) {
            return "Connection refused, as 0.0.0.0 is the client's own machine";
        }
        Optional<NetworkInterface> hop = summary.topology().interfaces().stream()
                .filter(each -> told.equals(each.address().getHostAddress())
                        || told.equals(summary.real(each).getHostAddress()))
                .findFirst();
        if (hop.isEmpty()) {
            return "login works, the listing fails, as " + told + " is no address of this lab";
        }
        if (summary.isReachable(hop.get())) {
            return "the data connection goes to " + hop.get().name();
        }
        return summary.unreachable() == Admission.Refusal.DROP
                ? "login works, the listing hangs, as " + told + " cannot be reached from here"
                : "login works, the listing is cut off, as " + told
                        + " cannot be reached from here and resets (in the field: Connection refused)";
    }

    private String told() {
        HopView entry = summary.hop(summary.entry());
        return switch (entry.rewrite()) {
            case "keep" -> announced();
            case "control" -> entry.real();
            case "zero" -> "0.0.0.0";
            default -> entry.rewrite();
        };
    }

    private String announced() {
        String passiveIp = summary.view().servers().getFirst().passiveIp();
        return passiveIp.equals("AUTO")
                ? summary.topology()
                        .servers()
                        .getFirst()
                        .endpoints()
                        .getFirst()
                        .address()
                        .getHostAddress()
                : passiveIp;
    }

    /**
     * A command line and what it will show.
     *
     * @param line for a shell
     * @param shows in words
     */
    public record Command(String line, String shows) {}
}
