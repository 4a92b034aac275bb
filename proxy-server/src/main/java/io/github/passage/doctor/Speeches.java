package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.Greeting;
import io.github.passage.doctor.EndpointFacts.Speech;
import java.util.Locale;

/** Tells by its first words what a server speaks. */
final class Speeches {
    private Speeches() {}

    /** The greeting that an answer is. */
    static Greeting greeting(Answer answer) {
        return new Greeting(speech(answer), answer);
    }

    private static Speech speech(Answer answer) {
        String text = answer.text().toUpperCase(Locale.ROOT);
        return switch (answer.state()) {
            case REPLIED -> text.contains("SMTP") ? Speech.SMTP : Speech.FTP;
            case SILENT -> Speech.SILENCE;
            case CLOSED, NOT_ASKED -> Speech.CLOSED;
            case GARBLED ->
                text.startsWith("SSH-")
                        ? Speech.SSH
                        : text.startsWith("HTTP/") || text.startsWith("<!DOCTYPE") || text.startsWith("<HTML")
                                ? Speech.HTTP
                                : Speech.OTHER;
        };
    }
}
