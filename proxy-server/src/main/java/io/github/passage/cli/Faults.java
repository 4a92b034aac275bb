package io.github.passage.cli;

import io.github.passage.ftp.CredentialsInText;
import io.github.passage.hop.ListenException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A user's mistake is one line and exit code 2; a fault of Passage is one line, exit code 1, and a stack trace at DEBUG. */
final class Faults implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(Faults.class);

    @Override
    public int handleParseException(ParameterException fault, String[] args) {
        String command = fault.getCommandLine().getCommandSpec().qualifiedName();
        tell(fault.getCommandLine(), inWords(fault) + " (see: " + command + " --help)");
        return CommandLine.ExitCode.USAGE;
    }

    private static String inWords(ParameterException fault) {
        if (!(fault instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(fault.getMessage());
        }
        Map<String, CommandLine> commands = fault.getCommandLine().getSubcommands();
        String kind = unmatched.isUnknownOption() ? "option" : commands.isEmpty() ? "argument" : "command";
        String expected =
                kind.equals("command") ? " (expected one of: " + String.join(", ", commands.keySet()) + ")" : "";
        List<String> near = unmatched.getSuggestions();
        String hint = near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?";
        return "unknown " + kind + " \"" + unmatched.getUnmatched().getFirst() + "\"" + expected + hint;
    }

    @Override
    public int handleExecutionException(Exception fault, CommandLine commandLine, ParseResult parsed) {
        if (fault instanceof UserFault || fault instanceof ListenException) {
            tell(commandLine, fault.getMessage());
            if (fault instanceof UserFault repairable) {
                repairable.shellLines().forEach(commandLine.getErr()::println);
                commandLine.getErr().flush();
            }
            return CommandLine.ExitCode.USAGE;
        }
        LOGGER.debug("the command failed", fault);
        tell(commandLine, "failed: " + fault);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void tell(CommandLine commandLine, @Nullable String message) {
        String name = commandLine.getCommandSpec().qualifiedName();
        CredentialsInText.maskedOfUser(String.valueOf(message))
                .lines()
                .forEach(line -> commandLine.getErr().println(name + ": " + line));
        commandLine.getErr().flush();
    }
}
