package io.github.passage.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a file is read again, and what counts as a change of it. */
class FileWatchTest {
    @TempDir
    private Path folder;

    /** Each letter is a look; a capital one is when the file is read. That it is gone is an error that somebody should hear of, too. */
    @ParameterizedTest
    @CsvSource({"aaaa, aaaa", "abbb, abBb", "abcdd, abcdD", "ababab, ababab", "abbaa, abBaA", "a-bb, a-bB", "a---, a-!-"
    })
    void aFileIsReadWhenItLooksDifferentTwiceInARow(String looks, String expected) {
        FileWatch<FileState> watch = FileWatch.of(state(looks.charAt(0)));
        StringBuilder done = new StringBuilder();
        done.append(looks.charAt(0));
        for (char look : looks.substring(1).toCharArray()) {
            FileState now = state(look);
            boolean due = watch.isDue(now);
            watch = due ? FileWatch.of(now) : watch.look(now);
            done.append(due ? (look == '-' ? '!' : Character.toUpperCase(look)) : look);
        }
        assertThat(done.toString()).isEqualTo(expected);
    }

    private static FileState state(char look) {
        return look == '-' ? FileState.ABSENT : new FileState("/passage.conf", look, look, look);
    }

    @Test
    void anEditInPlaceIsSeenEvenIfSizeAndTimeStay() throws IOException {
        Path file = Files.writeString(folder.resolve("passage.conf"), "one");
        FileTime time = Files.getLastModifiedTime(file);
        FileState before = FileState.of(file);
        assertThat(FileState.of(file)).isEqualTo(before);

        Files.writeString(file, "two");
        Files.setLastModifiedTime(file, time);

        assertThat(FileState.of(file)).isNotEqualTo(before);
    }

    @Test
    void aNewFileInItsPlaceIsSeen() throws IOException {
        Path file = Files.writeString(folder.resolve("passage.conf"), "one");
        FileState before = FileState.of(file);

        Path written = Files.writeString(folder.resolve("passage.conf~"), "other");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);

        assertThat(FileState.of(file)).isNotEqualTo(before);
    }

    @Test
    void theSwapOfAConfigMapIsSeenThoughTheFileItselfStays() throws IOException {
        Path first = Files.createDirectory(folder.resolve("..2026_1"));
        Path second = Files.createDirectory(folder.resolve("..2026_2"));
        for (Path version : new Path[] {first, second}) {
            Path file = Files.writeString(version.resolve("passage.conf"), "same");
            Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        }
        Path data = Files.createSymbolicLink(folder.resolve("..data"), first.getFileName());
        Path file = Files.createSymbolicLink(folder.resolve("passage.conf"), Path.of("..data", "passage.conf"));
        FileState before = FileState.of(file);

        Path swapped = Files.createSymbolicLink(folder.resolve("..data_tmp"), second.getFileName());
        Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);

        assertThat(FileState.of(file)).isNotEqualTo(before);
    }

    @Test
    void whatCannotBeReadIsAbsent() {
        assertThat(FileState.of(folder.resolve("none"))).isEqualTo(FileState.ABSENT);
        assertThat(FileState.of(folder)).isEqualTo(FileState.ABSENT);
    }
}
