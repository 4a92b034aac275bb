package io.github.passage.it.bench.subject;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The packaged program in FTP mode, as it is delivered.
 *
 * @param name which of them
 * @param launcher of the application image
 * @param options of the virtual machine beside the delivered ones
 */
record Passage(String name, Path launcher, String options) implements Subject {
    @Override
    public boolean followsFtp() {
        return true;
    }

    @Override
    public Map<String, String> environment() {
        return options.isEmpty() ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", options);
    }

    @Override
    public List<String> command(Site site) {
        return List.of(
                launcher.toString(),
                "proxy",
                "--listen",
                site.listen() + ":" + Site.CONTROL_PORT,
                "--target",
                site.originControl(),
                "--data-ports",
                Site.dataPorts());
    }
}
