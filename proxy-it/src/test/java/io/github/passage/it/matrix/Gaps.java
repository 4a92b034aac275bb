package io.github.passage.it.matrix;

import io.github.passage.it.client.FtpClientRig;
import io.github.passage.it.client.FtpClients;
import io.github.passage.it.client.Operation;
import io.github.passage.it.server.FtpServers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The cells of the matrix that cannot be, and why; every other cell is a test. */
final class Gaps {
    /**
     * @param server null for all
     * @param client the client's name
     * @param check what the two cannot do
     */
    record Gap(@Nullable FtpServers server, String client, Check check, String reason) {
        boolean covers(MatrixCell cell) {
            return (server == null || server == cell.server())
                    && client.equals(cell.client().name())
                    && check == cell.check();
        }
    }

    private static final List<Gap> ALL = List.of(
            new Gap(null, "ftp-ssl", Check.MLSD, "the program has no command that sends MLSD"),
            new Gap(null, "inetutils-ftp", Check.MLSD, "the program has no command that sends MLSD"),
            new Gap(null, "curl", Check.ABOR, "it closes the data connection and sends QUIT, never ABOR"));

    private Gaps() {}

    static List<Gap> all() {
        return ALL;
    }

    /** Every cell, in the order of servers, clients and checks, but those with a gap. */
    static Stream<MatrixCell> cellsWithoutGap() {
        return everyCell().filter(cell -> ALL.stream().noneMatch(gap -> gap.covers(cell)));
    }

    static Stream<MatrixCell> everyCell() {
        return Arrays.stream(FtpServers.values())
                .flatMap(server -> FtpClients.all().stream()
                        .flatMap(client ->
                                Arrays.stream(Check.values()).map(check -> new MatrixCell(server, client, check))));
    }
}
