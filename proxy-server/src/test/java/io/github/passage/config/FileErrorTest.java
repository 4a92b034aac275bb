package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileErrorTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsNamed() {
        assertThat(new ConfigFile(folder.resolve("nowhere.conf")).complaint())
                .isEqualTo("nowhere.conf: no such file (expected: a readable file in HOCON)");
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        assertThat(new ConfigFile(Files.createDirectory(folder.resolve("etc"))).complaint())
                .isEqualTo("etc: a directory (expected: a readable file in HOCON)");
    }

    @Test
    void aSyntaxErrorNamesTheLineAndTheCure() throws IOException {
        assertThat(ConfigFile.withHop(folder, "target = 10.0.0.1:21").complaint())
                .isEqualTo(
                        "passage.conf:4: not valid HOCON: Expecting close brace } or a comma, got ':' (if you intended ':' to"
                                + " be part of a key or string value, try enclosing the key or value in double quotes)");
    }

    @Test
    void aBraceThatIsNotClosedIsCalledSo() throws IOException {
        assertThat(ConfigFile.in(folder, "passage {\n  hops {\n    edge { epsv = pass }\n  }\n")
                        .complaint())
                .isEqualTo("passage.conf:5: not valid HOCON: the file ends before every { is closed (expected: a } for"
                        + " each)");
    }

    @Test
    void anUndefinedSubstitutionNamesTheOptionalForm() throws IOException {
        assertThat(ConfigFile.withHop(folder, "target = ${NO_SUCH_VARIABLE}").complaint())
                .isEqualTo(
                        "passage.conf:4: ${NO_SUCH_VARIABLE}: not defined (expected: an environment variable or a path of this"
                                + " file; if it may be absent, write ${?NO_SUCH_VARIABLE})");
    }

    @Test
    void anOptionalSubstitutionThatIsNotDefinedLeavesTheLineBefore() throws IOException {
        ProxyConfig config =
                ConfigFile.withHop(folder, "target = ${?NO_SUCH_VARIABLE}").load();

        assertThat(config.hops().getFirst().target().address()).hasToString("127.0.0.1:21");
    }

    @Test
    void aWrongValueFromTheEnvironmentSaysSo() throws IOException {
        assertThat(ConfigFile.withHop(folder, "data-ports = ${?PATH}").complaint())
                .startsWith("passage.conf (from the environment): passage.hops.edge.data-ports: \"/");
    }

    @Test
    void aMistakeInAnIncludedFileNamesThatFile() throws IOException {
        Files.writeString(folder.resolve("more.conf"), "\nepsv = 522");

        assertThat(ConfigFile.withHop(folder, "include \"more.conf\"").complaint())
                .isEqualTo("more.conf:2: passage.hops.edge.epsv: 522 (expected: pass or refuse)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            include "more.conf"           | more.conf
            include required("more.conf") | more.conf
            include "more"                | more
            include file("nowhere.conf")  | nowhere.conf
            """)
    void anIncludedFileThatIsMissingIsAMistake(String line, String name) throws IOException {
        assertThat(ConfigFile.withHop(folder, line).complaint())
                .isEqualTo("passage.conf:4: include \"" + name + "\": no such file (expected: a readable file in HOCON,"
                        + " named as seen from the folder of this one, or by its whole path)");
    }

    @Test
    void aMissingFileIsNamedWhereItIsIncludedHoweverDeep() throws IOException {
        Files.writeString(folder.resolve("more.conf"), "epsv = refuse\n\ninclude \"deny.conf\"");

        assertThat(ConfigFile.withHop(folder, "include \"more.conf\"").complaint())
                .startsWith("more.conf:3: include \"deny.conf\": no such file (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"url(\"file:///nowhere/more.conf\")", "classpath(\"no-such-resource.conf\")"})
    void soIsAnythingElseThatIsMissing(String what) throws IOException {
        assertThat(ConfigFile.withHop(folder, "include " + what).complaint())
                .startsWith("passage.conf")
                .contains("include \"", ": cannot be read (expected: ");
    }

    @Test
    void anIncludedFolderIsNoFile() throws IOException {
        Files.createDirectory(folder.resolve("more.d"));

        assertThat(ConfigFile.withHop(folder, "include \"more.d\"").complaint())
                .startsWith("passage.conf:4: include \"more.d\": a directory (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"more.conf", "more", "sub/other.conf"})
    void anIncludedFileIsRead(String name) throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("more.conf"), "include \"sub/last\"");
        Files.writeString(folder.resolve("sub/other.conf"), "include \"last.conf\"");
        Files.writeString(folder.resolve("sub/last.conf"), "data-ports = 9000-9001");

        ProxyConfig config =
                ConfigFile.withHop(folder, "include \"" + name + "\"").load();

        assertThat(config.hops().getFirst().ftp().dataPorts().ports()).hasToString("9000-9001");
    }

    @Test
    void anEmptyFileHasNoHop() throws IOException {
        assertThat(ConfigFile.in(folder, "").complaint())
                .isEqualTo(
                        "passage.conf: passage.hops: none (expected: at least one, for example hops { edge { listen = ...,"
                                + " target = ... } })");
    }

    @Test
    void aMisspeltRootIsNamed() throws IOException {
        assertThat(ConfigFile.in(folder, "pasage {}").complaint())
                .startsWith("passage.conf:1: pasage: unknown key (did you mean passage?)\n");
    }

    @Test
    void aHopsNameMustFitIntoLogs() throws IOException {
        assertThat(ConfigFile.in(folder, "passage.hops.\"a b\" { listen = \"127.0.0.1:21\", target = \"h:21\" }")
                        .complaint())
                .isEqualTo(
                        "passage.conf:1: passage.hops.a b: not a hop's name (expected: 1-63 letters, digits, - and _, a letter"
                                + " or digit first)");
    }
}
