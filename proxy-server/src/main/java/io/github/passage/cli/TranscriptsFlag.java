package io.github.passage.cli;

import io.github.passage.transcripts.TranscriptSettings;
import io.github.passage.transcripts.Transcripts;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --transcripts} of the commands that run hops. */
final class TranscriptsFlag {
    static final String NAME = "--transcripts";
    static final String LABEL = "DIR";
    static final String DESCRIPTION =
            "Records each session in a file of this directory, without passwords: both control"
                    + " connections, and what its data connections moved (default: none).";

    private TranscriptsFlag() {}

    /** Begins to record, if a directory is given. */
    static Optional<Transcripts> open(Optional<Path> directory) {
        try {
            return directory.map(TranscriptSettings::in).map(Transcripts::open);
        } catch (IllegalArgumentException e) {
            throw new UserFault(String.valueOf(e.getMessage()));
        }
    }

    static OptionSpec spec() {
        return OptionSpec.builder(NAME)
                .paramLabel(LABEL)
                .type(Path.class)
                .description(DESCRIPTION)
                .build();
    }
}
