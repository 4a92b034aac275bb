package io.github.passage.it.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The packaged program as it is delivered, but without metrics: what is missing from its cost is what they cost.
 *
 * @param launcher of the application image
 */
record PassageUnmetered(Path launcher) implements Subject {
    @Override
    public String name() {
        return Subjects.UNMETERED;
    }

    @Override
    public boolean followsFtp() {
        return true;
    }

    @Override
    public List<String> command(Site site) throws IOException {
        Path file = Files.writeString(site.work().resolve("passage.conf"), """
                passage {
                  metrics = off
                  hops.proxy {
                    listen = "%s:%d"
                    target = "%s"
                    data-ports = "%s"
                  }
                }
                """.formatted(
                        site.listen(), Site.CONTROL_PORT, site.originControl(), Site.dataPorts()));
        return List.of(launcher.toString(), "proxy", "--config", file.toString());
    }
}
