package io.github.passage.it.bench.subject;

import java.nio.file.Path;
import java.util.List;

/** All subjects, in the order of the results. */
public final class Subjects {
    /** No proxy. */
    public static final String DIRECT = "direct";
    /** The one whose bars are tested. */
    public static final String PASSAGE = "passage";
    /** The same without metrics; only for who asks what they cost. */
    public static final String UNMETERED = "passage-unmetered";
    /** The plain TCP proxies that the bars compare with. */
    public static final List<String> PEERS = List.of("haproxy-splice", "haproxy-copy", "nginx");
    /** The other one that follows FTP. */
    public static final String FTP_PEER = "proftpd";
    /** HAProxy's two ways. */
    public static final List<String> HAPROXIES = List.of("haproxy-splice", "haproxy-copy");

    private Subjects() {}

    /** Those that are measured unless others are asked for. */
    public static List<Subject> usual(Path launcher, Path unpacked) {
        return all(launcher, unpacked).stream()
                .filter(subject -> !subject.name().equals(UNMETERED))
                .toList();
    }

    /**
     * All of them.
     *
     * @param launcher of Passage
     * @param unpacked where {@code setup.sh --peers} has unpacked the others
     */
    public static List<Subject> all(Path launcher, Path unpacked) {
        Path haproxy = unpacked.resolve("haproxy/usr/sbin/haproxy");
        return List.of(
                new Direct(),
                new Passage(PASSAGE, launcher, ""),
                new Passage("passage-copy", launcher, "-Dpassage.splice=false"),
                new PassageUnmetered(launcher),
                new Haproxy(haproxy, Haproxy.Way.SPLICE),
                new Haproxy(haproxy, Haproxy.Way.COPY),
                new Nginx(unpacked.resolve("nginx")),
                new Proftpd(unpacked.resolve("proftpd")));
    }
}
