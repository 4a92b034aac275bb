package io.github.passage.logs;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.LoggingEventBuilder;

/** The values of one line, in their order. Not thread-safe. */
final class Fields {
    private final List<KeyValuePair> pairs = new ArrayList<>();

    Fields with(String key, Object value) {
        pairs.add(new KeyValuePair(key, value));
        return this;
    }

    void log(LoggingEventBuilder line, String message) {
        LoggingEventBuilder whole = line;
        for (KeyValuePair pair : pairs) {
            whole = whole.addKeyValue(pair.key, pair.value);
        }
        whole.log(message);
    }
}
