package io.github.passage.it.matrix;

import io.github.passage.it.client.FtpClients;
import io.github.passage.it.server.FtpServers;
import io.github.passage.it.server.Route;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cells of the matrix that cannot be, and why; every other cell is a test. */
final class Gaps {
    /**
     * @param server null for all
     * @param client the client's name; null for all
     * @param check what the two cannot do
     * @param reason with the server's reply, if one shows it
     */
    record Gap(@Nullable FtpServers server, @Nullable String client, Check check, String reason) {
        boolean isOn(Route route) {
            return route.keepsUrgentData() || !reason.equals(URGENT_LF);
        }

        boolean covers(MatrixCell cell) {
            return (server == null || server == cell.server())
                    && (client == null || client.equals(cell.client().name()))
                    && check == cell.check();
        }
    }

    private static final String TELNET_UNKNOWN =
            "501 Invalid character in command: the server knows no Telnet codes, which this client sends before ABOR";

    private static final String URGENT_LF =
            "the LF of ftplib's ABOR is the urgent byte, which the server never reads: both wait for the other";

    private static final String MISCOUNTED =
            "lftp misses one of the two replies, cannot go on in the session and logs in again, in active mode";

    private static final List<Gap> ALL = List.of(
            new Gap(null, "ftp-ssl", Check.MLSD, "the program has no command that sends MLSD"),
            new Gap(null, "inetutils-ftp", Check.MLSD, "the program has no command that sends MLSD"),
            new Gap(null, "curl", Check.ABOR, "it closes the data connection and sends QUIT, never ABOR"),
            new Gap(FtpServers.VSFTPD, null, Check.MLSD, "500: vsftpd has no MLSD"),
            new Gap(FtpServers.APACHE_FTPSERVER, "lftp", Check.ABOR, TELNET_UNKNOWN),
            new Gap(FtpServers.APACHE_FTPSERVER, "lftp-epsv", Check.ABOR, TELNET_UNKNOWN),
            new Gap(FtpServers.APACHE_FTPSERVER, "tnftp", Check.ABOR, TELNET_UNKNOWN),
            new Gap(FtpServers.APACHE_FTPSERVER, "ftp-ssl", Check.ABOR, TELNET_UNKNOWN),
            new Gap(FtpServers.APACHE_FTPSERVER, "inetutils-ftp", Check.ABOR, TELNET_UNKNOWN),
            new Gap(
                    FtpServers.APACHE_FTPSERVER,
                    "python-ftplib",
                    Check.ABOR,
                    "the server reads ABOR only when the transfer has ended, and ftplib reads no data before the reply"),
            new Gap(
                    FtpServers.PROFTPD,
                    "python-ftplib",
                    Check.ABOR,
                    "the server sees ABOR only while data moves, and ftplib reads no data before the reply"),
            new Gap(FtpServers.PURE_FTPD, "python-ftplib", Check.ABOR, URGENT_LF),
            new Gap(
                    FtpServers.VSFTPD,
                    "python-ftplib",
                    Check.ABOR,
                    "500: after urgent data vsftpd drops the four Telnet bytes that belong before ABOR; ftplib sends none"),
            new Gap(FtpServers.PURE_FTPD, "lftp", Check.ABOR, MISCOUNTED),
            new Gap(FtpServers.PURE_FTPD, "lftp-epsv", Check.ABOR, MISCOUNTED));

    private Gaps() {}

    static List<Gap> all() {
        return ALL;
    }

    /** Every cell but those with a gap on this route. */
    static Stream<MatrixCell> cellsWithoutGap(Route route) {
        List<Gap> gaps = ALL.stream().filter(gap -> gap.isOn(route)).toList();
        return everyCell().filter(cell -> gaps.stream().noneMatch(gap -> gap.covers(cell)));
    }

    /** In an order that changes the server each time: proftpd takes 0.2 s to recover from the end of a session. */
    static Stream<MatrixCell> everyCell() {
        return FtpClients.all().stream()
                .flatMap(client -> Arrays.stream(Check.values())
                        .flatMap(check -> Arrays.stream(FtpServers.values())
                                .map(server -> new MatrixCell(server, client, check))));
    }
}
