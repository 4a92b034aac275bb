package io.github.passage.cli.ctl;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The mistake of whoever names no command where there are several. */
public final class MissingCommand {
    private MissingCommand() {}

    /** Names the commands that there are. */
    public static ParameterException of(CommandSpec spec) {
        return new ParameterException(
                spec.commandLine(),
                "no command (expected one of: "
                        + String.join(", ", spec.subcommands().keySet()) + ")");
    }
}
