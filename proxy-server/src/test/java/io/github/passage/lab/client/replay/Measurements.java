package io.github.passage.lab.client.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.passage.lab.profile.Method;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What real programs did, from {@code clients.csv}. */
record Measurements(List<String> columns, List<Map<String, String>> rows) {

    static Measurements read() throws IOException {
        try (InputStream in = Measurements.class.getResourceAsStream("/clients.csv")) {
            List<List<String>> lines = new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(Measurements::fields)
                    .toList();
            List<String> columns = lines.getFirst();
            return new Measurements(
                    columns,
                    lines.stream().skip(1).map(fields -> named(columns, fields)).toList());
        }
    }

    static String client(Map<String, String> row) {
        return row.get("client");
    }

    /** The cell of a row, as gFTP and the like see it: EPSV only if FEAT lists it, which it does not where it is not understood. */
    static Cell cell(Map<String, String> row, Case theCase) {
        boolean listedOnly = row.get("A").equals("E") && row.get("A500").equals("P");
        Method first = listedOnly && theCase.epsv() == Case.Epsv.NOT_UNDERSTOOD
                ? Method.PASV
                : Method.valueOf(row.get("first cmd (IPv4)").toUpperCase(Locale.ROOT));
        return new Cell(row.get(theCase.column()), first, theCase);
    }

    /** The columns that hold cases, without those that tell about the client. */
    List<String> caseColumns() {
        return columns.subList(columns.indexOf("first cmd (IPv4)") + 1, columns.size());
    }

    private static Map<String, String> named(List<String> columns, List<String> fields) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), fields.get(i));
        }
        return row;
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        // A comma between an even number of quotes.
        Arrays.stream(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(field -> field.startsWith("\"") ? field.substring(1, field.length() - 1) : field)
                .forEach(fields::add);
        return fields;
    }
}
