package io.github.passage.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/** Events as bytes, one line each, whatever is in them. */
final class LogLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private volatile LogFormat format;

    LogLines(LogFormat format) {
        this.format = format;
    }

    void use(LogFormat next) {
        format = next;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line = format == LogFormat.JSON ? JsonLine.of(event) : TextLine.of(event);
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
