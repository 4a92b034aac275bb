package io.github.passage.lab.matrix;

import io.github.passage.lab.client.ClientRun;
import io.github.passage.lab.client.ClientSettings;
import io.github.passage.lab.client.Errand;
import io.github.passage.lab.client.ProfileClient;
import io.github.passage.lab.predict.Fixes;
import io.github.passage.lab.predict.Forecast;
import io.github.passage.lab.predict.Outcome;
import io.github.passage.lab.predict.Predictor;
import io.github.passage.lab.predict.Route;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.SampleHome;
import io.github.passage.lab.verdict.Cause;
import io.github.passage.lab.verdict.Failure;
import io.github.passage.lab.verdict.Step;
import io.github.passage.transport.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Runs a matrix: foretells each transfer, and does it through the hops of a lab. */
public final class MatrixRun {
    /** Nine data ports, and a session of the one before that is not quite over. */
    private static final int AT_ONCE = 7;

    private static final int MOST_ATTEMPTS = 10;
    private static final int MOST_REPEATS = 2;

    /** Settings that stand at the same time. */
    private static final int BENCHES = 20;

    /** Networks of one topology at most. */
    static final int BLOCKS = 8;

    /** Those below are a running lab's. */
    private static final int FIRST_BLOCK = 1 + BLOCKS;

    /** A hop that refuses does so within milliseconds, on a machine with other work within tens of them. */
    private static final Duration SETTLE = Duration.ofMillis(40);

    private final List<Setting> settings;
    private final List<Profiles.Group> clients;
    private final Profiles all;
    private final IntConsumer progress;
    private final Consumer<Bench> sabotage;
    private final UnaryOperator<Topology> built;
    private final Predictor predictor = new Predictor();

    /**
     * A matrix that is not run yet.
     *
     * @param settings the rows
     * @param clients the columns
     * @param all every profile, whose options may help
     * @param progress told of each transfer that is over, how many there are then, from any thread
     */
    public MatrixRun(List<Setting> settings, List<Profiles.Group> clients, Profiles all, IntConsumer progress) {
        this(settings, clients, all, progress, bench -> {}, topology -> topology);
    }

    /**
     * The same with something wrong, to see that it is found out.
     *
     * @param sabotage done to each bench in each setting
     * @param built what really stands where the predictor is told of a topology
     */
    MatrixRun(
            List<Setting> settings,
            List<Profiles.Group> clients,
            Profiles all,
            IntConsumer progress,
            Consumer<Bench> sabotage,
            UnaryOperator<Topology> built) {
        this.settings = List.copyOf(settings);
        this.clients = List.copyOf(clients);
        this.all = all;
        this.progress = progress;
        this.sabotage = sabotage;
        this.built = built;
    }

    /** How many transfers there are. */
    public int size() {
        return settings.stream()
                .mapToInt(setting -> Route.all(setting.topology()).size() * clients.size())
                .sum();
    }

    /**
     * Runs it; blocks until it is done.
     *
     * @throws IOException if the servers' files cannot be written
     * @throws InterruptedException if the thread is interrupted; everything is stopped then
     */
    public Matrix run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        Counter counter = new Counter(progress);
        Map<Setting, Future<List<Cell>>> running = new HashMap<>();
        BlockingQueue<Integer> blocks = new ArrayBlockingQueue<>(BENCHES);
        IntStream.range(0, BENCHES).forEach(bench -> blocks.add(FIRST_BLOCK + bench * BLOCKS));
        List<Cell> cells = new ArrayList<>();
        try (SampleHome home = SampleHome.small();
                Transport transport = Transport.open(Runtime.getRuntime().availableProcessors());
                ExecutorService benches = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Setting setting : longestFirst()) {
                int block = blocks.take();
                running.put(setting, benches.submit(() -> {
                    try {
                        return row(setting, block, transport, home.path(), counter);
                    } finally {
                        blocks.add(block);
                    }
                }));
            }
            try {
                for (Setting setting : settings) {
                    cells.addAll(result(Objects.requireNonNull(running.get(setting))));
                }
            } catch (IOException | InterruptedException | RuntimeException | Error e) {
                benches.shutdownNow();
                throw e;
            }
        }
        return new Matrix(settings, clients, cells, Duration.ofNanos(System.nanoTime() - began));
    }

    /** What waits longest for connections that get no answer begins first. */
    private List<Setting> longestFirst() {
        return settings.stream()
                .sorted(Comparator.comparingLong((Setting setting) -> -silent(setting)))
                .toList();
    }

    private long silent(Setting setting) {
        World world = setting.world();
        return Route.all(setting.topology()).stream()
                .flatMap(route -> clients.stream().map(group -> predictor.forecast(world, route, group.behaviour())))
                .filter(forecast -> forecast.outcomes().getFirst().result() == Outcome.Result.SILENT)
                .count();
    }

    private static <T> T result(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException fault -> throw fault;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private List<Cell> row(Setting setting, int block, Transport transport, Path home, Counter counter)
            throws IOException, InterruptedException {
        try (Bench bench = Bench.start(built.apply(setting.topology()), block, transport, home)) {
            bench.set(setting);
            sabotage.accept(bench);
            return row(bench, setting, counter);
        }
    }

    private List<Cell> row(Bench bench, Setting setting, Counter counter) throws IOException, InterruptedException {
        List<Route> routes = Route.all(setting.topology());
        World world = setting.world();
        Map<Predictor.Place, Semaphore> turns = new ConcurrentHashMap<>();
        List<List<Future<ClientRun>>> running = new ArrayList<>();
        // Clients that wait in the kernel cost less than virtual threads, of which each read and each connect wakes
        // another thread.
        int threads = AT_ONCE
                * (int) routes.stream()
                        .map(route -> predictor.place(world, route))
                        .distinct()
                        .count();
        try (ExecutorService transfers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("matrix-client-", 1).factory())) {
            for (Profiles.Group group : clients) {
                running.add(routes.stream()
                        .map(route -> transfers.submit(() -> {
                            Semaphore turn = turns.computeIfAbsent(
                                    predictor.place(world, route), none -> new Semaphore(AT_ONCE));
                            ClientRun run = transfer(bench, route, group.representative(), turn);
                            counter.one();
                            return run;
                        }))
                        .toList());
            }
        }
        Fixes fixes = new Fixes(world, all);
        List<Cell> cells = new ArrayList<>();
        for (int column = 0; column < clients.size(); column++) {
            Profiles.Group group = clients.get(column);
            List<Trial> trials = new ArrayList<>();
            for (int i = 0; i < routes.size(); i++) {
                Route route = routes.get(i);
                ClientRun run = result(running.get(column).get(i));
                int repeats = 0;
                for (; repeats < MOST_REPEATS && !isForetold(world, route, group, run); repeats++) {
                    run = transfer(bench, route, group.representative());
                }
                trials.add(judged(world, route, group, run, repeats, fixes));
            }
            cells.add(new Cell(setting, group, trials));
        }
        return cells;
    }

    /** A transfer that found all nine data ports taken by others of the matrix is done again. */
    private static ClientRun transfer(Bench bench, Route route, Profile profile, Semaphore turn)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            turn.acquire();
            try {
                ClientRun run = transfer(bench, route, profile);
                if (attempt == MOST_ATTEMPTS || !Observation.metFullServer(run)) {
                    return run;
                }
            } finally {
                turn.release();
            }
        }
    }

    private static ClientRun transfer(Bench bench, Route route, Profile profile) {
        ClientSettings plain = ClientSettings.of(bench.view(route));
        ClientSettings settings = new ClientSettings(plain.view(), plain.speed(), plain.limit(), SETTLE, plain.login());
        return ProfileClient.run(bench.host(route), bench.hop(route), profile, Errand.list(), settings);
    }

    /** What came out otherwise is done again with nothing beside it: a machine with too much to do delays what a client waits for. */
    private boolean isForetold(World world, Route route, Profiles.Group group, ClientRun run) {
        return Trial.agreeing(predictor.forecast(world, route, group.behaviour()), Observation.of(run))
                .isPresent();
    }

    private Trial judged(World world, Route route, Profiles.Group group, ClientRun run, int repeats, Fixes fixes) {
        Forecast forecast = predictor.forecast(world, route, group.behaviour());
        Outcome observed = Observation.of(run);
        Optional<Failure> verdict = observed.works()
                ? Optional.empty()
                : Optional.of(Trial.agreeing(forecast, observed)
                        .flatMap(Outcome::failure)
                        .orElse(Failure.of(step(observed), Cause.UNKNOWN)));
        return new Trial(
                route,
                forecast,
                observed,
                repeats,
                verdict,
                observed.works() ? List.of() : fixes.of(route, group.members()),
                Observation.transcript(run));
    }

    private static Step step(Outcome observed) {
        return switch (observed.result()) {
            case NO_SESSION -> Step.CONNECT;
            case ACTIVE -> Step.PASSIVE_COMMAND;
            case GAVE_UP -> Step.PASSIVE_REPLY;
            case CUT -> Step.DATA_TRANSFER;
            case REFUSED, SILENT, WORKS -> Step.DATA_CONNECT;
        };
    }
}
