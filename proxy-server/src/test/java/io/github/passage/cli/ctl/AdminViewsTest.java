package io.github.passage.cli.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AdminViewsTest {
    @Test
    void whatAnOperatorShouldKnowIsShownThoughItIsReady() throws IOException {
        assertThat(AdminViews.health(new ObjectMapper().readTree("""
                        {"status": "ready", "reasons": [], "notes": ["the changed configuration is refused: line 3"]}
                        """)))
                .containsExactly("ready", "  note: the changed configuration is refused: line 3");
    }
}
