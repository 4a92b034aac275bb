package io.github.passage.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptorLimitTest {
    @ParameterizedTest
    @CsvSource({"256, 256", "1048576, 1048576", "unlimited,"})
    void theSoftLimitIsRead(String soft, @Nullable Long limit) {
        String text = """
                Limit                     Soft Limit           Hard Limit           Units
                Max cpu time              unlimited            unlimited            seconds
                Max open files            %-21s4096                 files
                Max locked memory         67108864             67108864             bytes
                """.formatted(soft);

        assertThat(DescriptorLimit.in(text)).isEqualTo(limit == null ? OptionalLong.empty() : OptionalLong.of(limit));
    }

    @Test
    void theLimitOfThisProcessIsThatOfItsChildren() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/limits")));
        Process shell = new ProcessBuilder("/bin/sh", "-c", "ulimit -n").start();
        try (DescriptorLimit limit = DescriptorLimit.open();
                var out = shell.inputReader()) {
            long soft = Long.parseLong(out.readLine());

            assertThat(limit.now()).hasValue(soft);
            assertThat(limit.now()).as("read again").hasValue(soft);
        } finally {
            shell.waitFor();
        }
    }

    @Test
    void afterItsEndItKnowsNothing() {
        DescriptorLimit limit = DescriptorLimit.open();
        limit.close();

        assertThat(limit.now()).isEmpty();
    }
}
