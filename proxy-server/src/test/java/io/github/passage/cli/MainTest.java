package io.github.passage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"--version", "lab --version", "proxy --version", "doctor --version", "check-config --version"})
    void versionIsTheOneThatTheBuildGave(String args) {
        Outcome outcome = Outcome.of(args.split(" "));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().strip()).matches("passage \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void helpNamesTheProgramAndItsCommands() {
        Outcome outcome = Outcome.of("--help");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("Usage: passage", "proxy", "lab", "doctor", "check-config");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "proxy", "doctor", "check-config"})
    void everyCommandHasHelpThatNamesAllItsFlags(String name) {
        Outcome outcome = Outcome.of(name, "--help");

        CommandLine command = Main.commandLine().getSubcommands().get(name);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("Usage: passage " + name).doesNotContain("null", "${");
        assertThat(command.getCommandSpec().options())
                .allSatisfy(option -> assertThat(outcome.out()).contains(option.longestName()));
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @ParameterizedTest
    @CsvSource({"x", "39", "12345678", "-5"})
    void aWidthThatIsNoneIsNamed(String width) {
        Outcome outcome = Outcome.of("matrix", "--topology", "direct", "--width", width);

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints())
                .containsExactly("passage matrix: --width: \"" + width + "\" (expected: columns, from 40)");
    }

    static Stream<String> commands() {
        return below("", Main.commandLine());
    }

    private static Stream<String> below(String path, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .flatMap(each -> Stream.concat(
                        Stream.of(path + each.getKey()), below(path + each.getKey() + " ", each.getValue())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasTheHelpThatErrorsLeadTo(String path) {
        Outcome help = Outcome.of((path + " --help").split(" "));

        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("Usage: passage " + path + " ");
        assertThat(Outcome.of((path + " --version").split(" ")).out())
                .matches("passage \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "| passage: no command (expected one of: proxy, lab, matrix, ctl, doctor, replay, check-config) (see: passage --help)",
                "labb | passage: unknown command \"labb\" (expected one of: proxy, lab, matrix, ctl, doctor, replay, check-config), did you mean lab or replay? (see:"
                        + " passage --help)",
                "--no-such-option | passage: unknown option \"--no-such-option\" (see: passage --help)",
                "lab --topologie direct | passage lab: unknown option \"--topologie\", did you mean --topology or --topology-reference? (see: passage lab"
                        + " --help)",
                "lab direct | passage lab: unknown command \"direct\" (expected one of: exec), did you mean exec? (see: passage lab --help)",
                "lab --rewrite | passage lab: Missing required parameter for option '--rewrite' (POLICY) (see: passage lab"
                        + " --help)",
                "check-config | passage check-config: FILE: none (expected: the configuration file to check) (see: passage"
                        + " check-config --help)",
            })
    void whatIsNotUnderstoodIsOneLineThatLeadsToTheHelp(String args, String complaint) {
        Outcome outcome = args == null ? Outcome.of() : Outcome.of(args.split(" "));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.complaints()).containsExactly(complaint);
        assertThat(outcome.out()).isEmpty();
    }
}
