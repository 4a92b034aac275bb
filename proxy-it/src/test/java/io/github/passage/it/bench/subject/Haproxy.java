package io.github.passage.it.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * HAProxy forwarding TCP, control and data ports alike, without a log.
 *
 * @param program where it is
 * @param way how it moves bytes
 */
record Haproxy(Path program, Way way) implements Subject {
    /** With two descriptors each, two for each pipe, and those that listen, HAProxy does not start if it may open fewer. */
    private static final int MOST_CONNECTIONS = 9_700;

    private static final int MOST_PIPES = 100;

    /** How it moves bytes, each with the sizes that measured best. */
    enum Way {
        SPLICE(
                "haproxy-splice",
                "tune.pipesize 1048576",
                // splice-auto never splices on loopback
                "option splice-request\n    option splice-response"),
        COPY("haproxy-copy", "tune.bufsize 262144", "no option splice-auto");

        private final String name;
        private final String size;
        private final String options;

        Way(String name, String size, String options) {
            this.name = name;
            this.size = size;
            this.options = options;
        }
    }

    @Override
    public String name() {
        return way.name;
    }

    @Override
    public boolean followsFtp() {
        return false;
    }

    @Override
    public List<String> command(Site site) throws IOException {
        Path file = Files.writeString(site.work().resolve("haproxy.cfg"), configuration(site));
        return List.of(program.toString(), "-db", "-f", file.toString());
    }

    String configuration(Site site) {
        return """
                global
                    nbthread 2
                    maxconn %1$d
                    maxpipes %9$d
                    %2$s
                defaults
                    mode tcp
                    maxconn %1$d
                    timeout connect 10s
                    timeout client 1h
                    timeout server 1h
                    %3$s
                listen control
                    bind %4$s:%5$d
                    server origin %6$s
                # Without a port of its own a server is connected to at the port that the client chose
                listen data
                    bind %4$s:%7$s
                    server origin %8$s
                """.formatted(
                        MOST_CONNECTIONS,
                        way.size,
                        way.options,
                        site.listen(),
                        Site.CONTROL_PORT,
                        site.originControl(),
                        Site.dataPorts(),
                        site.originHost(),
                        MOST_PIPES);
    }
}
