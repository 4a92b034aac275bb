package io.github.passage.lab.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskNamesTest {

    private final DiskNames ascii = new DiskNames(StandardCharsets.US_ASCII);

    @Test
    void namesStayAsTheyAreWhereJavaCanWriteThem() {
        DiskNames unicode = new DiskNames(StandardCharsets.UTF_8);

        assertThat(unicode.toDisk("s3バケット/100%41")).isEqualTo("s3バケット/100%41");
        assertThat(unicode.fromDisk("100%41")).isEqualTo("100%41");
    }

    @Test
    void namesOutsideAsciiAreEscapedWhereJavaCannotWriteThem() {
        assertThat(ascii.toDisk("/s3バ/a.txt")).isEqualTo("/s3%E3%83%90/a.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"readme.txt", "s3バケット", "/größe/日本/😀", "100%", "%41", "%zz", "..", "/", "a b"})
    void everyNameComesBack(String name) {
        assertThat(ascii.fromDisk(ascii.toDisk(name))).isEqualTo(name);
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(ascii.toDisk(name)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"50%", "50%4", "%g1"})
    void whatIsNoEscapeIsReadAsItStands(String disk) {
        assertThat(ascii.fromDisk(disk)).isEqualTo(disk);
    }
}
