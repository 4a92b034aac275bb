package io.github.passage.cli;

import io.github.passage.logs.ConsoleLog;
import io.github.passage.logs.LogFormat;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --log-format} of the commands that go on running. */
final class LogFormatFlag {
    static final String NAME = "--log-format";
    static final String LABEL = "auto|text|json";
    static final String DESCRIPTION =
            "What the log on standard error looks like: text for people, json for programs, a line each; auto is text on a"
                    + " terminal and json elsewhere (default: auto).";

    private LogFormatFlag() {}

    static OptionSpec spec() {
        return OptionSpec.builder(NAME)
                .paramLabel(LABEL)
                .type(String.class)
                .description(DESCRIPTION)
                .build();
    }

    /** Has the log look like this from now on. */
    static void apply(Optional<String> given) {
        ConsoleLog.use(Flag.parse(NAME, given.orElse("auto"), text -> LogFormat.parse(text, Terminal.showsErrors())));
    }
}
