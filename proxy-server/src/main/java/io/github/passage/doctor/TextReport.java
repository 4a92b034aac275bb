package io.github.passage.doctor;

import io.github.passage.doctor.Finding.Fix;
import java.util.ArrayList;
import java.util.List;

/** A diagnosis for people: what was seen, what was found, and what client programs make of it. */
public final class TextReport {
    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    private TextReport() {}

    /** The report's lines, none longer than 100 characters unless a word is. */
    public static List<String> of(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        lines.add(diagnosis.facts().endpoint().toString());
        lines.add("");
        lines.add("What was seen");
        SeenLines.of(diagnosis.facts()).forEach(seen -> lines.addAll(wrapped(INDENT + seen, INDENT.repeat(7))));
        lines.add("");
        lines.add("Findings");
        if (diagnosis.findings().isEmpty()) {
            lines.add(INDENT + "none: every passive client will work from here");
        }
        diagnosis.findings().forEach(finding -> lines.addAll(finding(finding)));
        if (!diagnosis.forecasts().isEmpty()) {
            lines.add("");
            lines.add("Client programs");
            diagnosis.forecasts().forEach(forecast -> lines.addAll(forecast(forecast)));
        }
        return List.copyOf(lines);
    }

    private static List<String> finding(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add(INDENT + finding.id() + " (" + finding.severity().words() + ")");
        lines.addAll(wrapped(INDENT.repeat(2) + finding.what(), INDENT.repeat(2)));
        lines.addAll(wrapped(INDENT.repeat(2) + "Why: " + finding.why(), INDENT.repeat(2)));
        for (Fix fix : finding.fixes()) {
            lines.addAll(wrapped(INDENT.repeat(2) + "- " + fix.where() + ": " + fix.change(), INDENT.repeat(3)));
        }
        return lines;
    }

    private static List<String> forecast(ProgramForecast forecast) {
        String verdict = forecast.works() ? "works  " : "fails  ";
        return wrapped(
                INDENT + verdict + String.join(", ", forecast.programs()) + ": " + forecast.why(), INDENT.repeat(5));
    }

    /** Breaks a line at blanks; what follows begins with the given indent. */
    private static List<String> wrapped(String line, String indent) {
        List<String> lines = new ArrayList<>();
        String rest = line;
        while (rest.length() > WIDTH) {
            int blank = rest.lastIndexOf(' ', WIDTH);
            if (blank <= indent.length()) {
                blank = rest.indexOf(' ', WIDTH);
            }
            if (blank < 0) {
                break;
            }
            lines.add(rest.substring(0, blank).stripTrailing());
            rest = indent + rest.substring(blank + 1);
        }
        lines.add(rest);
        return lines;
    }
}
