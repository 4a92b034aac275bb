package io.github.passage.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import io.github.passage.ftp.CredentialsInText;
import io.github.passage.ftp.Redaction;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A log event as one JSON object: {@code time} (RFC 3339), {@code level}, {@code logger}, {@code message}, then the event's own
 * values. Pure. Written by hand, since every class that the proxy loads for its first line costs start time and memory.
 */
final class JsonLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder line = new StringBuilder(256).append('{');

    private JsonLine() {}

    static String of(ILoggingEvent event) {
        JsonLine json = new JsonLine();
        json.field("time", TIME.format(event.getInstant()));
        json.field("level", event.getLevel().toString());
        json.field("logger", event.getLoggerName());
        json.field("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                json.field(pair.key, pair.value);
            }
        }
        if (event.getThrowableProxy() != null) {
            json.field("error", event.getThrowableProxy().getClassName());
            json.field("stack", frames(event.getThrowableProxy()));
        }
        return json.line.append('}').toString();
    }

    /** Without the exceptions' messages: what a peer sent may be in them. */
    private static String frames(IThrowableProxy thrown) {
        StringBuilder frames = new StringBuilder();
        for (IThrowableProxy each = thrown; each != null; each = each.getCause()) {
            frames.append(each.getClassName()).append('\n');
            for (StackTraceElementProxy frame : each.getStackTraceElementProxyArray()) {
                frames.append(' ').append(frame.getSTEAsString()).append('\n');
            }
        }
        return frames.toString();
    }

    private void field(String key, @Nullable Object value) {
        if (line.length() > 1) {
            line.append(',');
        }
        string(key);
        line.append(':');
        value(value);
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> line.append("null");
            case Number number -> line.append(number);
            case Boolean flag -> line.append(flag);
            case Map<?, ?> map -> {
                line.append('{');
                String separator = "";
                for (Map.Entry<?, ?> each : map.entrySet()) {
                    line.append(separator);
                    string(String.valueOf(each.getKey()));
                    line.append(':');
                    value(each.getValue());
                    separator = ",";
                }
                line.append('}');
            }
            default -> string(CredentialsInText.masked(String.valueOf(value), Redaction.MASK));
        }
    }

    private void string(String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"', '\\' -> line.append('\\').append(each);
                case '\n' -> line.append("\\n");
                default -> {
                    if (OneLine.isUnseen(each) || loneSurrogate(text, i)) {
                        line.append(String.format(Locale.ROOT, "\\u%04x", (int) each));
                    } else {
                        line.append(each);
                    }
                }
            }
        }
        line.append('"');
    }

    /** Half a character, which UTF-8 cannot say. */
    private static boolean loneSurrogate(String text, int at) {
        char each = text.charAt(at);
        if (Character.isHighSurrogate(each)) {
            return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(each) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
