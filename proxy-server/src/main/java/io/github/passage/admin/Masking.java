package io.github.passage.admin;

import io.github.passage.ftp.CredentialsInText;
import io.github.passage.ftp.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must not be shown of a configuration. */
final class Masking {
    static final String MASK = Redaction.MASK;

    private static final Pattern SECRET_KEY =
            Pattern.compile("(?i).*(?:passwords?|passphrase|secrets?|tokens?|credentials?|private-key|api-key)");

    private Masking() {}

    /** A document with the values of secret keys, and passwords inside URLs, masked. */
    static @Nullable Object masked(@Nullable Object document) {
        return switch (document) {
            case Map<?, ?> object -> {
                Map<String, @Nullable Object> masked = new LinkedHashMap<>();
                object.forEach((key, value) -> {
                    String name = String.valueOf(key);
                    boolean secret = value != null && SECRET_KEY.matcher(name).matches();
                    masked.put(name, secret ? MASK : masked(value));
                });
                yield masked;
            }
            case List<?> list -> list.stream().map(Masking::masked).toList();
            case String text -> CredentialsInText.masked(text, MASK);
            case null, default -> document;
        };
    }
}
