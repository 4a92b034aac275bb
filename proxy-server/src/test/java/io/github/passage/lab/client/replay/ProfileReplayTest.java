package io.github.passage.lab.client.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.client.ClientHost;
import io.github.passage.lab.client.ClientRun;
import io.github.passage.lab.client.ClientSettings;
import io.github.passage.lab.client.Errand;
import io.github.passage.lab.client.ProfileClient;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.Profiles.Group;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.transport.SocketPlace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every profile against every case that its program was measured in, over real sockets in scaled time. */
class ProfileReplayTest {
    private static final int AT_ONCE = 96;
    private static final ClientHost HOST = new ClientHost(SocketPlace.HERE, Ground.CLIENT, Optional.empty());

    private static Measurements measurements;
    private static Profiles profiles;
    private static final Map<Case, Map<String, ClientRun>> RUNS = new EnumMap<>(Case.class);

    @BeforeAll
    static void playEveryCaseWithEveryBehaviour() throws Exception {
        measurements = Measurements.read();
        profiles = ProfileFiles.shipped();
        Semaphore places = new Semaphore(AT_ONCE);
        Map<Case, CaseServer> servers = new EnumMap<>(Case.class);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Case, Map<Group, Future<ClientRun>>> running = new EnumMap<>(Case.class);
            for (Case theCase : Case.values()) {
                CaseServer server = CaseServer.play(theCase);
                servers.put(theCase, server);
                Map<Group, Future<ClientRun>> runs = new HashMap<>();
                for (Group group : profiles.groups()) {
                    runs.put(group, threads.submit(() -> run(group.representative(), theCase, server, places)));
                }
                running.put(theCase, runs);
            }
            for (Case theCase : Case.values()) {
                Map<String, ClientRun> byName = new HashMap<>();
                for (Map.Entry<Group, Future<ClientRun>> run :
                        running.get(theCase).entrySet()) {
                    ClientRun done = run.getValue().get();
                    run.getKey().names().forEach(name -> byName.put(name, done));
                }
                RUNS.put(theCase, byName);
            }
        } finally {
            for (CaseServer server : servers.values()) {
                server.close();
            }
        }
    }

    private static ClientRun run(Profile profile, Case theCase, CaseServer server, Semaphore places)
            throws InterruptedException {
        places.acquire();
        try {
            return ProfileClient.run(
                    HOST, server.address(), profile, Errand.list(), ClientSettings.of(Ground.view(theCase)));
        } finally {
            places.release();
        }
    }

    @AfterAll
    static void forget() {
        RUNS.clear();
    }

    static Stream<String> programs() throws Exception {
        return Measurements.read().rows().stream().map(Measurements::client);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void everyProfileDoesInEveryCaseWhatItsProgramDid(String client) throws Exception {
        Map<String, String> row = row(client);
        List<String> differences = new ArrayList<>();
        for (Case theCase : Case.values()) {
            Cell cell = Measurements.cell(row, theCase);
            ClientRun first = RUNS.get(theCase).get(client);
            assertThat(first).as("a profile named " + client).isNotNull();
            ClientRun run = cell.differenceFrom(first).isPresent() ? alone(client, theCase) : first;
            cell.differenceFrom(run)
                    .ifPresent(difference -> differences.add(
                            theCase.column() + " " + cell.code() + ": " + difference + " " + run.transcript()));
        }
        assertThat(differences).isEmpty();
    }

    /** Once more without the crowd of others, whose load may have made a server or a client late. */
    private static ClientRun alone(String client, Case theCase) throws Exception {
        try (CaseServer server = CaseServer.play(theCase)) {
            return run(profiles.named(client).orElseThrow(), theCase, server, new Semaphore(1));
        }
    }

    private static Map<String, String> row(String client) {
        return measurements.rows().stream()
                .filter(candidate -> Measurements.client(candidate).equals(client))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRunsOfAnotherProgramDoNotPassForOnesOwn() {
        Map<String, String> wget = row("wget");

        assertThat(Stream.of(Case.values())
                        .filter(theCase -> Measurements.cell(wget, theCase)
                                .differenceFrom(RUNS.get(theCase).get("curl"))
                                .isPresent()))
                .contains(Case.A, Case.B500, Case.E500, Case.G500, Case.F3);
    }

    @Test
    void theColumnsAboutTlsAreTheOnlyOnesThatAreNotRun() {
        List<String> run = Stream.of(Case.values()).map(Case::column).toList();

        assertThat(measurements.caseColumns())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(run.stream(), Case.NOT_RUN.stream()).toList());
    }

    @Test
    void fewerBehavioursAreRunThanThereAreProfiles() {
        assertThat(profiles.groups()).hasSizeLessThan(profiles.all().size());
    }
}
