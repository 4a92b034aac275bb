package io.github.passage.it.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.it.bench.measure.Metric;
import io.github.passage.it.bench.measure.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeSectionTest {
    private static final Machine MACHINE = new Machine("a processor", 2, 24, "6.1", "25", "HAProxy 2.6");

    @Test
    void itTakesThePlaceOfWhatWasBetweenTheMarks() {
        assertThat(ReadmeSection.replace("a\n<!-- bench -->\nold\n<!-- /bench -->\nb\n", "new\n"))
                .isEqualTo("a\n<!-- bench -->\nnew\n<!-- /bench -->\nb\n");
    }

    @Test
    void aDocumentWithoutMarksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadmeSection.replace("a\n", "new\n"))
                .withMessageContaining("expected: both, in this order");
    }

    @Test
    void aRowHasACellForEachSubjectAndTheVerdict() {
        Results results = Results.of(
                List.of("passage", "nginx"),
                List.of(
                        new Sample(0, "passage", Metric.STOR_1_CPU, 0.3),
                        new Sample(0, "nginx", Metric.STOR_1_CPU, 0.5)));

        assertThat(ReadmeSection.text(results, MACHINE, 1).lines())
                .contains("| what | passage | nginx | Passage : bar | met |", "|---|---|---|---|---|")
                .contains("| CPU of it, s/GiB | 0.300<br><sub>0.300-0.300</sub> | 0.500<br><sub>0.500-0.500</sub>"
                        + " | 0.600 : <= 0.9 x best peer | yes |");
    }

    @Test
    void theChartIsWellFormedAndHasABarForEachFigure() throws Exception {
        Results results = Results.of(
                List.of("passage", "nginx"),
                List.of(
                        new Sample(0, "passage", Metric.STOR_1_CPU, 0.3),
                        new Sample(0, "nginx", Metric.STOR_1_CPU, 0.5)));

        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new java.io.StringReader(Chart.svg(results, MACHINE))));

        // The background is one, too
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
    }
}
