package io.github.passage.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.github.passage.ftp.CredentialsInText;
import io.github.passage.ftp.Redaction;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/** A log event for people's eyes. Pure but for the time zone. */
final class TextLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private TextLine() {}

    static String of(ILoggingEvent event) {
        String logger = event.getLoggerName();
        return TIME.format(event.getInstant()) + " "
                + String.format(Locale.ROOT, "%-5s", event.getLevel()) + " "
                + logger.substring(logger.lastIndexOf('.') + 1) + " " + told(event);
    }

    /** The line behind the logger's name: whose it is, the message, and the other values. */
    static String told(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        List<KeyValuePair> pairs = event.getKeyValuePairs() == null ? List.of() : event.getKeyValuePairs();
        String place = place(pairs);
        if (!place.isEmpty()) {
            line.append('[').append(place).append("] ");
        }
        line.append(event.getFormattedMessage());
        for (KeyValuePair pair : pairs) {
            if (!pair.key.equals(SessionLog.SESSION) && !pair.key.equals(SessionLog.HOP)) {
                line.append(' ').append(pair.key).append('=').append(shown(pair.value));
            }
        }
        return OneLine.of(CredentialsInText.masked(line.toString(), Redaction.MASK));
    }

    /** The session, else the hop: the session's name begins with it. */
    private static String place(List<KeyValuePair> pairs) {
        return pairs.stream()
                .filter(pair -> pair.key.equals(SessionLog.SESSION))
                .findFirst()
                .or(() -> pairs.stream()
                        .filter(pair -> pair.key.equals(SessionLog.HOP))
                        .findFirst())
                .map(pair -> String.valueOf(pair.value))
                .orElse("");
    }

    private static String shown(Object value) {
        if (value instanceof Map<?, ?> counts) {
            return counts.entrySet().stream()
                    .map(each -> each.getKey() + ":" + each.getValue())
                    .collect(Collectors.joining(","));
        }
        String text = String.valueOf(value);
        boolean plain = !text.isEmpty() && text.chars().noneMatch(TextLine::needsQuotes);
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** What would end the value, or look like another one. */
    private static boolean needsQuotes(int each) {
        return Character.isSpaceChar(each) || Character.isWhitespace(each) || "\"\\=".indexOf(each) >= 0;
    }
}
