package io.github.passage.lab.report;

import io.github.passage.lab.transfer.TransferServerSettings;
import java.util.ArrayList;
import java.util.List;

/** What a lab prints when it is ready. */
public final class LabIntroduction {
    private final LabSummary summary;

    /** The introduction of a lab. */
    public LabIntroduction(LabSummary summary) {
        this.summary = summary;
    }

    /** The lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Passage lab, topology " + summary.topology().name() + ". "
                + summary.topology().summary());
        lines.add(
                summary.isNetns()
                        ? "Every network is a network namespace of this machine; nothing leaves it."
                        : "Simulated addresses stand for this machine's own of 127.0.0.0/8, shown in brackets; nothing leaves it.");
        lines.add("");
        lines.addAll(new TopologyPicture(summary).lines());
        lines.add("");
        lines.add("User " + TransferServerSettings.DEFAULT_USER + ", password "
                + TransferServerSettings.DEFAULT_PASSWORD + ". Try, in another terminal:");
        for (TryCommands.Command command : new TryCommands(summary).commands()) {
            lines.add("");
            lines.add("  " + command.line());
            lines.add("      " + command.shows());
        }
        lines.add("");
        names().forEach(lines::add);
        summary.api().ifPresent(url -> {
            String server = summary.view().servers().getFirst().name();
            lines.add("Change it while it runs (" + url + "):");
            lines.add("  passage ctl set-passive-ip " + server + " 0.0.0.0 && passage ctl restart " + server);
            lines.add("  passage ctl rewrite " + summary.entry().name()
                    + " control       the hop puts its own address into passive replies");
            lines.add(
                    "  passage ctl sessions                    announced, advertised, dialled and observed addresses");
            lines.add("");
        });
        if (!summary.isNetns()) {
            lines.add(
                    "Clients that repair odd addresses (lftp, FileZilla, curl without the flags above) look at whether an address is");
            lines.add(
                    "publicly routable; on 127.0.0.0/8 they do other things than in the field. Here only clients that obey the reply");
            lines.add(
                    "(ftp-ssl -p, wget, ncftp; lftp with 'set ftp:fix-pasv-address no; set ftp:prefer-epsv no') and clients that use EPSV");
            lines.add(
                    "(curl; lftp with 'set ftp:prefer-epsv yes') stand for the field. With --fabric netns all of them do.");
            lines.add("");
        }
        return lines;
    }

    private List<String> names() {
        if (summary.dnsPort().isEmpty()) {
            return List.of();
        }
        String name = summary.entryName();
        String question = summary.isNetns()
                ? "passage lab exec " + summary.topology().client().name() + " -- getent ahostsv4 " + name
                : "dig @127.0.0.1 -p " + summary.dnsPort().getAsInt() + " +short " + name;
        return List.of("The addresses that a name has now (all names: --print-hosts):", "  " + question, "");
    }
}
