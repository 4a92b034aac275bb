package io.github.passage.it.realclients;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.WorkDirectory;
import io.github.passage.lab.predict.Forecast;
import io.github.passage.lab.predict.Predictor;
import io.github.passage.lab.predict.Route;
import io.github.passage.lab.predict.World;
import io.github.passage.lab.profile.Profile;
import io.github.passage.lab.profile.Profiles;
import io.github.passage.lab.profile.file.ProfileFiles;
import io.github.passage.lab.topology.NetworkInterface;
import io.github.passage.lab.topology.Topology;
import io.github.passage.lab.transfer.PassiveIp;
import io.github.passage.passive.PassiveAddressPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Runs programs through the settings of a topology, those of one setting side by side.
 *
 * <p>Programs behind one NAT have one address, by which servers and hops know them: a connection of one that comes late can take the
 * place of another's. So whatever came out otherwise than foretold is run again with nobody beside it, and that run counts; how it came
 * out before is kept.
 */
final class Trials {
    /** A server has nine data ports for each address that it knows clients by. */
    private static final int AT_ONCE = 6;

    private static final int FRONTS = 2;

    private final Topology topology;
    private final List<RealProgram> programs;
    private final ItLogs logs;
    private final Path work;
    private final List<Route> routes;
    private final Predictor predictor = new Predictor();
    private final Profiles profiles = ProfileFiles.shipped();
    private final LabUnderClients lab;
    private final List<String> disturbed = new ArrayList<>();

    private Trials(Topology topology, List<RealProgram> programs, ItLogs logs, Path work, LabUnderClients lab) {
        this.topology = topology;
        this.programs = programs;
        this.logs = logs;
        this.work = work;
        this.lab = lab;
        this.routes = Route.all(topology).stream().limit(FRONTS).toList();
    }

    /**
     * Runs all of them with AUTO, the address of the first front and 0.0.0.0, each as it is and rewritten where clients connect, through
     * two fronts if there are so many.
     */
    static Outcome of(Topology topology, List<RealProgram> programs, ItLogs logs)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        List<Trial> all = new ArrayList<>();
        try (WorkDirectory work = WorkDirectory.create("real-clients");
                LabUnderClients lab = LabUnderClients.start(topology, logs)) {
            Trials trials = new Trials(topology, programs, logs, work.path(), lab);
            String literal = trials.routes.getFirst().entry().address().getHostAddress();
            for (String passiveIp : List.of("AUTO", literal, "0.0.0.0")) {
                lab.announce(topology.servers(), passiveIp);
                for (boolean rewritten : List.of(false, true)) {
                    all.addAll(trials.inSetting(PassiveIp.parse(passiveIp), rewritten));
                }
            }
            all.forEach(trial -> lines.add(trial.line()));
            lines.addAll(trials.disturbed);
            Files.write(logs.file(topology.name() + " trials"), lines);
            return new Outcome(all, List.copyOf(trials.disturbed));
        }
    }

    /**
     * What came of them.
     *
     * @param trials those that count
     * @param disturbed reports of those that were run again
     */
    record Outcome(List<Trial> trials, List<String> disturbed) {}

    private List<Trial> inSetting(PassiveIp passiveIp, boolean rewritten) throws IOException, InterruptedException {
        List<NetworkInterface> fronts =
                Route.all(topology).stream().map(Route::entry).distinct().toList();
        fronts.forEach(front -> lab.rewrite(front.name(), rewritten ? "control" : "keep"));
        World plain = World.of(topology).announcing(passiveIp);
        World world = rewritten ? plain.rewriting(fronts, new PassiveAddressPolicy.Control()) : plain;
        String setting = topology.name() + " " + shown(passiveIp) + (rewritten ? " control" : " keep");
        // Who dials the one front's data port from a session through the other takes the place of a client that is
        // expected there
        boolean isShared = !rewritten && routes.stream().anyMatch(route -> passiveIp.equals(literal(route)));
        List<List<Route>> batches = isShared ? routes.stream().map(List::of).toList() : List.of(routes);
        List<Trial> trials = new ArrayList<>();
        for (List<Route> batch : batches) {
            for (Trial trial : sideBySide(batch, setting, world)) {
                trials.add(trial.agrees() ? trial : alone(trial, setting, world));
            }
        }
        return trials;
    }

    private Trial alone(Trial before, String setting, World world) throws IOException, InterruptedException {
        disturbed.add(before.report() + "\nthe lab:\n"
                + lab.said(before.route().entry().name()));
        return trial(setting, world, before.route(), before.program());
    }

    private static PassiveIp literal(Route route) {
        return new PassiveIp.Fixed(route.entry().address());
    }

    private List<Trial> sideBySide(List<Route> batch, String setting, World world) throws InterruptedException {
        Map<Predictor.Place, Semaphore> turns = new HashMap<>();
        try (ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Trial>> running = new ArrayList<>();
            for (RealProgram program : programs) {
                for (Route route : batch) {
                    Semaphore turn =
                            turns.computeIfAbsent(predictor.place(world, route), none -> new Semaphore(AT_ONCE));
                    running.add(atOnce.submit(inTurn(turn, () -> trial(setting, world, route, program))));
                }
            }
            List<Trial> trials = new ArrayList<>();
            for (Future<Trial> each : running) {
                trials.add(each.get());
            }
            return trials;
        } catch (ExecutionException e) {
            throw new AssertionError(setting, e.getCause());
        }
    }

    private static String shown(PassiveIp passiveIp) {
        return passiveIp instanceof PassiveIp.Fixed(var address) ? address.getHostAddress() : "AUTO";
    }

    private static <T> Callable<T> inTurn(Semaphore turn, Callable<T> task) {
        return () -> {
            turn.acquire();
            try {
                return task.call();
            } finally {
                turn.release();
            }
        };
    }

    private Trial trial(String setting, World world, Route route, RealProgram program)
            throws IOException, InterruptedException {
        Profile profile = profiles.named(program.profile()).orElseThrow();
        Forecast forecast = predictor.forecast(world, route, profile.behaviour());
        ClientRun run = ClientRun.of(
                program,
                LabUnderClients.namespace(route.client()),
                route.entry().address().getHostAddress(),
                Files.createTempDirectory(work, "run"),
                logs.file(setting + " " + route.entry().name() + " " + program.profile()));
        return new Trial(setting, route, program, forecast, run);
    }
}
