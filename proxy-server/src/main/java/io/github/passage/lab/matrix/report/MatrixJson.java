package io.github.passage.lab.matrix.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.passage.lab.matrix.Cell;
import io.github.passage.lab.matrix.Cell.Mark;
import io.github.passage.lab.matrix.Matrix;
import io.github.passage.lab.matrix.Setting;
import io.github.passage.lab.matrix.Trial;
import io.github.passage.lab.predict.Fix;
import io.github.passage.lab.predict.Outcome;
import io.github.passage.lab.verdict.Failure;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * For programs. {@code clients} are lists of names; each of {@code rows} has {@code topology}, {@code passiveIp}, {@code rewrite} and
 * {@code cells}, each of which names its client by index and tells {@code mark}, {@code agrees} and {@code trials}.
 */
final class MatrixJson {
    private final Matrix matrix;
    private final boolean onlyFailing;

    MatrixJson(Matrix matrix, boolean onlyFailing) {
        this.matrix = matrix;
        this.onlyFailing = onlyFailing;
    }

    String text() {
        try {
            return new ObjectMapper().writeValueAsString(document()) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("seconds", matrix.took().toMillis() / 1000.0);
        document.put("transfers", matrix.trials());
        document.put("repeated", matrix.repeated());
        document.put("disagreements", matrix.disagreements().size());
        document.put(
                "clients", matrix.clients().stream().map(group -> group.names()).toList());
        document.put("rows", matrix.settings().stream().map(this::row).toList());
        return document;
    }

    private Map<String, Object> row(Setting setting) {
        List<Object> cells = new ArrayList<>();
        List<Cell> row = matrix.row(setting);
        for (int column = 0; column < row.size(); column++) {
            Cell cell = row.get(column);
            if (!onlyFailing || cell.isRemarkable()) {
                cells.add(cell(column, cell));
            }
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("topology", setting.topology().name());
        document.put("passiveIp", setting.passiveIpText());
        document.put("rewrite", setting.rewriteText());
        document.put(
                "works", row.stream().filter(cell -> cell.mark() == Mark.WORKS).count());
        document.put("cells", cells);
        return document;
    }

    private static Map<String, Object> cell(int column, Cell cell) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("client", column);
        document.put("mark", cell.mark().name().toLowerCase(Locale.ROOT));
        document.put("agrees", cell.agrees());
        document.put("trials", cell.trials().stream().map(MatrixJson::trial).toList());
        return document;
    }

    private static Map<String, Object> trial(Trial trial) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("route", trial.route().toString());
        document.put(
                "foretold",
                trial.forecast().outcomes().stream().map(MatrixJson::outcome).toList());
        document.put("observed", outcome(trial.observed()));
        trial.verdict().ifPresent(failure -> document.put("verdict", verdict(failure)));
        if (!trial.fixes().isEmpty()) {
            document.put("fixes", trial.fixes().stream().map(MatrixJson::fix).toList());
        }
        document.put("transcript", trial.transcript());
        return document;
    }

    private static Map<String, Object> outcome(Outcome outcome) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("result", outcome.result().label());
        document.put("commands", outcome.methods().stream().map(Enum::name).toList());
        document.put(
                "dialled",
                outcome.dialled().stream().map(InetAddress::getHostAddress).toList());
        return document;
    }

    private static Map<String, Object> verdict(Failure failure) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("step", failure.step().label());
        failure.address().ifPresent(address -> document.put("address", address.getHostAddress()));
        document.put("announcer", failure.announcer());
        document.put("cause", failure.cause().label());
        document.put("words", failure.inWords());
        return document;
    }

    private static Map<String, Object> fix(Fix fix) {
        return Map.of(
                "kind", fix.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                "change", fix.text(),
                "breaks", fix.breaks());
    }
}
