package io.github.passage.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags of {@code passage lab} that say what can be seen of it, and where. */
final class LabWatchFlags {
    @Option(
            names = "--admin",
            paramLabel = "ADDRESS:PORT|auto|off",
            defaultValue = "auto",
            description =
                    "Where health, metrics and the API for passage ctl admin are served (default: ${DEFAULT-VALUE},"
                            + " 127.0.0.1:9621 or any free port of 127.0.0.1).")
    private String admin;

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description =
                    "A file with the bearer token that requests to it must carry; needed where others can reach it.")
    private Optional<Path> adminTokenFile = Optional.empty();

    @Option(names = LogFormatFlag.NAME, paramLabel = LogFormatFlag.LABEL, description = LogFormatFlag.DESCRIPTION)
    private Optional<String> logFormat = Optional.empty();

    @Option(names = TranscriptsFlag.NAME, paramLabel = TranscriptsFlag.LABEL, description = TranscriptsFlag.DESCRIPTION)
    private Optional<Path> transcripts = Optional.empty();

    /** Has the log look as wished, and begins what is wished for; the caller closes it. */
    LabAdmin opened() {
        LogFormatFlag.apply(logFormat);
        return new LabAdmin(LabAdmin.settings(admin, adminTokenFile), TranscriptsFlag.open(transcripts));
    }
}
