package io.github.passage.ftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client writes around a secret, and however a server repeats it, it is never shown. */
class RedactionPropertyTest {
    private static final int CASES = 50_000;
    private static final String[] VERBS = {"PASS", "ACCT", "ADAT", "MIC", "CONF", "ENC", "SITE PSWD", "SITE PASSWD"};
    private static final String[] SEPARATORS = {
        " ",
        "  ",
        "\t",
        " \t",
        "\0",
        "\r",
        "\u00ff\u00f4",
        " \u00ff\u00fb\u0001",
        "\u000b",
        "=",
        ":",
        "",
        "\u0000 ",
        " \u0000"
    };
    private static final String[] BEFORE = {
        "",
        " ",
        "\t",
        "\0",
        "\r",
        "\u00ff\u00f4\u00ff\u00f2",
        "\u00ff\u00fb",
        "\u00ff\u00fb\u0001",
        "\u00ff\u00ff",
        "\u0001",
        "\u00ff\u00fax\u00ff\u00f0",
        "NOOP\r",
        "NOOP \r",
        "STAT \0",
        "LIST \u0001 "
    };
    private static final String[] AFTER = {"", " ", "\r", "\0", "\t", "\u00ff\u00f4", "  \r"};
    private static final String ALPHABET =
            "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789!#$%&'()*+,-./:;<=>?@[]^_`{|}~\u00e4\u00fc\u0080";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void theSecretNeverSurvives(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < CASES; i++) {
            String secret = secret(random);
            String separator = pick(random, SEPARATORS);
            String line = pick(random, BEFORE)
                    + disguised(random, pick(random, VERBS))
                    + separator
                    + secret
                    + pick(random, AFTER)
                    + (random.nextBoolean() ? "\r\n" : "\n");
            SessionRedaction session = new SessionRedaction("***");
            byte[] wire = line.getBytes(StandardCharsets.ISO_8859_1);

            assertThat(session.command(wire).toLowerCase(Locale.ROOT)).as(line).doesNotContain(secret);
            assertThat(Command.parse(wire).toString().toLowerCase(Locale.ROOT))
                    .as(line)
                    .doesNotContain(secret);
            if (separator.isBlank() == separator.isEmpty()) {
                // No server takes the rest for an argument
                continue;
            }
            String repeated = repeated(random, secret);
            String reply = session.reply(new ReplyLine(
                    ("530 no such user " + repeated + "\r\n").getBytes(StandardCharsets.ISO_8859_1),
                    530,
                    ReplyLine.Place.ONLY));
            assertThat(reply.toLowerCase(Locale.ROOT))
                    .as("%s repeated as %s", line, repeated)
                    .doesNotContain(secret)
                    .doesNotContain(repeated.toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void noUrlShowsItsPassword(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < CASES; i++) {
            String secret = secret(random);
            String text = pick(random, new String[] {"", "see ", "\"", "target: "})
                    + pick(random, new String[] {"ftp", "FTPS", "https", "x+y"}) + "://anna:" + secret
                    + pick(random, new String[] {"@host", "@host:21/", "@[::1]:21/a b", "@host, or ftp://other/"});

            assertThat(CredentialsInText.masked(text, "***"))
                    .doesNotContain(secret)
                    .contains("anna:***");
        }
    }

    /** Long enough not to stand in the rest of a line by chance, in lower case. */
    private static String secret(RandomGenerator random) {
        StringBuilder secret = new StringBuilder("q7");
        int length = 4 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.append('z').toString().toLowerCase(Locale.ROOT);
    }

    private static String disguised(RandomGenerator random, String verb) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < verb.length(); i++) {
            char each = verb.charAt(i);
            result.append(random.nextBoolean() ? each : Character.toLowerCase(each));
            if (verb.length() <= 4 && random.nextInt(12) == 0) {
                result.append(pick(random, new String[] {"\0", "\u0001", "\u00ff\u00f4", "\u00ff\u00f1"}));
            }
        }
        return result.toString();
    }

    private static String repeated(RandomGenerator random, String secret) {
        return switch (random.nextInt(4)) {
            case 0 -> secret.toUpperCase(Locale.ROOT);
            case 1 -> URLEncoder.encode(secret, StandardCharsets.ISO_8859_1);
            case 2 -> URLEncoder.encode(secret, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            default -> secret;
        };
    }

    private static String pick(RandomGenerator random, String[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
