package io.github.passage.lab.matrix.report;

import io.github.passage.lab.matrix.Cell;
import io.github.passage.lab.matrix.Matrix;
import io.github.passage.lab.matrix.Setting;
import io.github.passage.lab.matrix.Trial;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit's XML: a suite for each setting, a case for each transfer, a failure where it did not come out as foretold. */
final class MatrixJunit {
    private final Matrix matrix;
    private final boolean onlyFailing;

    MatrixJunit(Matrix matrix, boolean onlyFailing) {
        this.matrix = matrix;
        this.onlyFailing = onlyFailing;
    }

    String text() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Setting setting : matrix.settings()) {
                suite(xml, setting);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.append("\n").toString();
    }

    private void suite(XMLStreamWriter xml, Setting setting) throws XMLStreamException {
        List<Cell> cells = matrix.row(setting).stream()
                .filter(cell -> !onlyFailing || cell.isRemarkable())
                .toList();
        long failures = cells.stream()
                .flatMap(cell -> cell.trials().stream())
                .filter(trial -> !trial.agrees())
                .count();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", setting.toString());
        xml.writeAttribute(
                "tests",
                String.valueOf(
                        cells.stream().mapToInt(cell -> cell.trials().size()).sum()));
        xml.writeAttribute("failures", String.valueOf(failures));
        for (Cell cell : cells) {
            for (Trial trial : cell.trials()) {
                testCase(xml, setting, cell, trial);
            }
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, Setting setting, Cell cell, Trial trial)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", setting.toString().replace('.', '_').replace(' ', '.'));
        xml.writeAttribute("name", cell.clients().names().getFirst() + ", " + trial.route());
        String result = trial.observed().result().label()
                + trial.verdict().map(failure -> ": " + failure.inWords()).orElse("");
        if (!trial.agrees()) {
            xml.writeStartElement("failure");
            xml.writeAttribute(
                    "message",
                    String.format(
                            Locale.ROOT,
                            "observed: %s; foretold: %s",
                            trial.observed().result().label(),
                            trial.forecast().outcomes().getFirst().result().label()));
            xml.writeCharacters(String.join("\n", trial.transcript()));
            xml.writeEndElement();
        }
        xml.writeStartElement("system-out");
        xml.writeCharacters(result);
        xml.writeEndElement();
        xml.writeEndElement();
    }
}
