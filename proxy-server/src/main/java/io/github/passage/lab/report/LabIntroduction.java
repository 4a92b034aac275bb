package io.github.passage.lab.report;

import io.github.passage.lab.LabSettings;
import io.github.passage.lab.transfer.TransferServerSettings;
import java.util.ArrayList;
import java.util.List;

/** What a lab prints when it is ready. */
public final class LabIntroduction {
    private final LabSettings settings;

    /** The introduction of a lab set up so. */
    public LabIntroduction(LabSettings settings) {
        this.settings = settings;
    }

    /** The lines. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Passage lab, topology " + settings.topology().name() + ". "
                + settings.topology().summary());
        lines.add("Everything is on this machine's addresses of 127.0.0.0/8; nothing leaves it.");
        lines.add("");
        lines.addAll(new PathPicture(settings).lines());
        lines.add("");
        lines.add("User " + TransferServerSettings.DEFAULT_USER + ", password "
                + TransferServerSettings.DEFAULT_PASSWORD + ". Try, in another terminal:");
        for (TryCommands.Command command : new TryCommands(settings).commands()) {
            lines.add("");
            lines.add("  " + command.line());
            lines.add("      " + command.shows());
        }
        lines.add("");
        lines.add("Then stop this with Ctrl-C and start it again with another setting:");
        lines.add(
                "  --passive-ip 0.0.0.0        the server announces 0.0.0.0: some clients understand, some are refused");
        lines.add("  --rewrite control           the hop that the client reached puts its own address into the reply");
        lines.add("");
        lines.add(
                "Clients that repair odd addresses (lftp, FileZilla, curl without the flags above) look at whether an address is");
        lines.add(
                "publicly routable; on 127.0.0.0/8 they do other things than in the field. Here only clients that obey the reply");
        lines.add(
                "(ftp-ssl -p, wget, ncftp; lftp with 'set ftp:fix-pasv-address no; set ftp:prefer-epsv no') and clients that use EPSV");
        lines.add("(curl; lftp with 'set ftp:prefer-epsv yes') stand for the field.");
        lines.add("");
        return lines;
    }
}
