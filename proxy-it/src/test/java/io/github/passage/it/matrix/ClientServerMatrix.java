package io.github.passage.it.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.it.client.Login;
import io.github.passage.it.client.Operation;
import io.github.passage.it.server.Route;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every client does at every server, over one route, all that both can do. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ClientServerMatrix {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration LARGE_LIMIT = Duration.ofSeconds(60);

    private final ItLogs logs = ItLogs.fresh(getClass().getSimpleName());
    private final WorkDirectory work = WorkDirectory.create(getClass().getSimpleName());
    private final Map<Long, Payload> payloads;
    private final RunningServers servers;
    private final Route route;

    ClientServerMatrix(Route route) {
        payloads = Arrays.stream(Check.values())
                .map(Check::size)
                .distinct()
                .map(size -> Payload.create(work.path(), size))
                .collect(Collectors.toMap(Payload::size, Function.identity()));
        this.route = route;
        servers = new RunningServers(work.path(), logs, route);
    }

    @BeforeAll
    void namesOnThisMachineMayBeUnicode() {
        assertThat(System.getProperty("sun.jnu.encoding"))
                .as("encoding of file names, set by the environment's LC_ALL=C.UTF-8")
                .isEqualToIgnoringCase("UTF-8");
    }

    @AfterAll
    void stop() {
        try (work) {
            servers.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void pairOfServerAndClientCan(MatrixCell cell, @TempDir(cleanup = CleanupMode.ALWAYS) Path local) {
        RunningServers.Reachable target =
                servers.get(cell.server(), server -> Attempt.prepare(server, payloads.values()));
        Payload payload = payload(cell.check());
        Duration limit = cell.check().size() > 10 * Check.MIB ? LARGE_LIMIT : LIMIT;
        Login login = new Login(target.address(), target.server().account(), logs, cell.toString(), limit);
        Attempt attempt = new Attempt(target.server(), cell.client(), login, local);
        switch (cell.check()) {
            case LIST, NLST, MLSD -> attempt.lists(cell.check());
            case RETR_0_B, RETR_1_B, RETR_1_MIB, RETR_100_MIB -> attempt.retrieves(payload);
            case STOR_0_B, STOR_1_B, STOR_1_MIB, STOR_100_MIB -> attempt.stores(payload);
            case REST_RETR -> attempt.resumesRetrieving(payload);
            case REST_STOR -> attempt.resumesStoring(payload);
            case ABOR -> attempt.goesOnAfterAborting(payload, payload(Check.RETR_1_MIB));
            case UTF_8_NAMES -> attempt.keepsUtf8Names(payload);
        }
    }

    Stream<MatrixCell> cells() {
        return Gaps.cellsWithoutGap(route);
    }

    @Test
    void whatAClientCannotDoIsAGapWithAReason() {
        assertThat(Gaps.cellsWithoutGap(route)).allSatisfy(cell -> {
            Operation needed = cell.check().operation();
            assertThat(cell.client().operations()).as(cell.toString()).contains(needed);
        });
    }

    @Test
    void everyGapIsOneOfTheMatrix() {
        assertThat(Gaps.all()).allSatisfy(gap -> assertThat(Gaps.everyCell()).anyMatch(gap::covers));
    }

    private Payload payload(Check check) {
        return Objects.requireNonNull(payloads.get(check.size()));
    }
}
