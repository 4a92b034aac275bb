package io.github.passage.it.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.ResourceLeakDetector;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

/** Shows that the leak gate is on; the build's search for {@code LEAK:} lines rests on it. */
class LeakReportsIT {

    @Test
    void everyBufferIsTracked() {
        assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    }

    @Test
    void leaksAreReportedAfterEveryTestClass() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(LeakReports.class);
    }
}
