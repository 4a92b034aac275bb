package io.github.passage.doctor;

import io.github.passage.doctor.Finding.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings of servers and of Passage that change what a server announces. */
final class Fixes {
    private Fixes() {}

    /** A server program, known by what its greeting says. */
    private enum Software {
        TRANSFER(
                "AWS Transfer Family",
                "service ready for new user",
                "PassiveIp = %s, then stop and start the server (before that a change does nothing)"),
        APACHE("Apache FtpServer", "service ready for new user", "<passive external-address=\"%s\"/>"),
        VSFTPD("vsftpd", "vsftpd", "pasv_address=%s"),
        PROFTPD("ProFTPD", "proftpd", "MasqueradeAddress %s"),
        PURE_FTPD("Pure-FTPd", "pure-ftpd", "-P %s (ForcePassiveIP)"),
        IIS("IIS", "microsoft ftp", "FTP Firewall Support: external IP address of firewall = %s"),
        FILEZILLA("FileZilla Server", "filezilla server", "passive mode settings: public IP or hostname = %s");

        private final String title;
        private final String mark;
        private final String setting;

        Software(String title, String mark, String setting) {
            this.title = title;
            this.mark = mark;
            this.setting = setting;
        }

        Fix fix(String address) {
            return new Fix(title, setting.formatted(address));
        }
    }

    /** How to have the control connection's address announced: by the server, if it is known which, and by Passage. */
    static List<Fix> announce(EndpointFacts facts, String address) {
        List<Fix> fixes = new ArrayList<>(
                likely(facts).stream().map(software -> software.fix(address)).toList());
        int addresses = facts.reach().resolved().size();
        if (addresses > 1) {
            fixes.add(new Fix(
                    "Several addresses",
                    facts.endpoint().host() + " has " + addresses
                            + ": one literal address sends the data of all through"
                            + " one, which may not lead to the session's server; only an answer that depends on the address"
                            + " reached is right for all"));
        }
        if (facts.login().encrypted()) {
            fixes.add(new Fix("Passage", "cannot rewrite what TLS hides; the server itself must announce " + address));
        } else {
            fixes.add(new Fix(
                    "Passage",
                    "in front of the server, passive-address = control where clients reach Passage itself, or "
                            + address + " where they reach it through a NAT or load balancer of that address"));
        }
        if (facts.epsv().works()) {
            fixes.add(new Fix(
                    "Client", "one that sends EPSV works already, for example curl, or lftp with ftp:prefer-epsv yes"));
        }
        return fixes;
    }

    /** How to make data ports reachable at the address where the control port is. */
    static Fix openPorts(EndpointFacts facts) {
        String ports = facts.pasv()
                .announced()
                .map(seen -> "such as " + seen.getPort())
                .orElse("of the server");
        return new Fix(
                "Firewall, NAT or load balancer",
                "pass the server's passive ports (" + ports
                        + "; 8192-8200 for AWS Transfer Family) as the control port is,"
                        + " to the same server, and have the server use no others");
    }

    private static List<Software> likely(EndpointFacts facts) {
        String greeting = facts.greeting().answer().text().toLowerCase(Locale.ROOT);
        List<Software> known = List.of(Software.values()).stream()
                .filter(software -> greeting.contains(software.mark))
                .toList();
        return known.isEmpty()
                ? List.of(Software.TRANSFER, Software.VSFTPD, Software.PROFTPD, Software.PURE_FTPD)
                : known;
    }
}
