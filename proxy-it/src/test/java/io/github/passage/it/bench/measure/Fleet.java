package io.github.passage.it.bench.measure;

import io.github.passage.it.bench.load.Endpoint;
import io.github.passage.it.bench.load.Loads;
import io.github.passage.it.bench.origin.Announced;
import io.github.passage.it.bench.origin.Origin;
import io.github.passage.it.bench.subject.RunningSubject;
import io.github.passage.it.bench.subject.Site;
import io.github.passage.it.bench.subject.Subject;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The origin and all subjects, each with an address of its own, running side by side: those with nothing to do cost nothing. */
public final class Fleet implements AutoCloseable {
    private static final int STAYING = 1;
    private static final int ANOTHER = 2;
    private static final int CLIENTS = 9;
    private static final int FIRST_HOST = 10;
    private static final int FIRST_ORIGIN_PORT = 2200;
    private static final int CLIENT_ADDRESSES = 8;

    private final List<Subject> subjects;
    private final Path work;
    private final int network;
    private final Inet4Address originHost;
    private final Origin origin;
    private final Map<String, RunningSubject> running = new LinkedHashMap<>();

    private Fleet(List<Subject> subjects, Path work, int network) throws IOException {
        this.subjects = subjects;
        this.work = work;
        this.network = network;
        this.originHost = host(0, 2);
        List<Announced> announced = new ArrayList<>();
        for (Subject subject : subjects) {
            announced.add(announced(subject, STAYING));
            announced.add(announced(subject, ANOTHER));
        }
        origin = Origin.start(originHost, Site.FIRST_DATA_PORT, Site.DATA_PORTS, announced);
    }

    /**
     * Starts all.
     *
     * @param work a directory for their files
     * @param network its addresses are 127.{@code network}.0.0/16
     */
    public static Fleet start(List<Subject> subjects, Path work, int network) throws IOException {
        Fleet fleet = new Fleet(subjects, work, network);
        try {
            for (Subject subject : subjects) {
                fleet.running.put(subject.name(), RunningSubject.start(subject, fleet.site(subject, STAYING)));
            }
        } catch (IOException | IllegalStateException e) {
            fleet.close();
            throw e;
        }
        return fleet;
    }

    /** Starts another instance of a subject, at an address of its own. */
    RunningSubject startAnother(Subject subject) throws IOException {
        return RunningSubject.start(subject, site(subject, ANOTHER));
    }

    /** Loads on the instance that stays. */
    Loads loads(Subject subject) {
        RunningSubject one = running.get(subject.name());
        if (one == null) {
            throw new IllegalArgumentException(subject.name() + ": does not run (expected: one of " + running.keySet());
        }
        return loads(one);
    }

    Loads loads(RunningSubject one) {
        return new Loads(endpoint(one, 0), one::processorNanos);
    }

    /** Where a client connects, and from which address, by the client's number. */
    Endpoint endpoint(RunningSubject one, int client) {
        Inet4Address source = host(CLIENTS, 1 + client % CLIENT_ADDRESSES);
        return new Endpoint(one.address(), new InetSocketAddress(source, 0));
    }

    private Site site(Subject subject, int instance) throws IOException {
        Path directory = Files.createDirectories(work.resolve(subject.name() + "-" + instance));
        return new Site(
                host(subject, instance), new InetSocketAddress(originHost, originPort(subject, instance)), directory);
    }

    private Announced announced(Subject subject, int instance) {
        return new Announced(
                originPort(subject, instance), subject.followsFtp() ? originHost : host(subject, instance));
    }

    private Inet4Address host(Subject subject, int instance) {
        return host(instance, FIRST_HOST + subjects.indexOf(subject));
    }

    private int originPort(Subject subject, int instance) {
        return FIRST_ORIGIN_PORT + 2 * subjects.indexOf(subject) + instance - STAYING;
    }

    private Inet4Address host(int third, int fourth) {
        return (Inet4Address) InetAddress.ofLiteral("127.%d.%d.%d".formatted(network, third, fourth));
    }

    @Override
    public void close() {
        running.values().forEach(RunningSubject::close);
        origin.close();
    }
}
