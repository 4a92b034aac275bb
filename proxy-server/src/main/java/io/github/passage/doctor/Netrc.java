package io.github.passage.doctor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The logins of a netrc file, in the file's order: what ftp(1), curl and lftp read. Messages never repeat its words. */
public final class Netrc {
    private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");
    private static final String KEYWORDS = "machine, default, login, password, account or macdef";

    private final List<Entry> entries;

    /** One entry; no machine for {@code default}. */
    private record Entry(Optional<String> machine, Optional<String> login, Optional<String> password) {
        Entry with(String keyword, String value) {
            return switch (keyword) {
                case "login" -> new Entry(machine, Optional.of(value), password);
                case "password" -> new Entry(machine, login, Optional.of(value));
                default -> this;
            };
        }

        boolean isFor(String host, Optional<String> user) {
            boolean here = machine.map(host::equalsIgnoreCase).orElse(true);
            return here && (user.isEmpty() || login.isEmpty() || login.equals(user));
        }
    }

    private Netrc(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads a file's content. Macros are skipped, up to the blank line that ends them.
     *
     * @throws IllegalArgumentException naming the line that is not understood
     */
    public static Netrc parse(String content) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = content.lines().toList();
        boolean inMacro = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            inMacro = inMacro && !line.isEmpty();
            if (!inMacro && !line.startsWith("#")) {
                inMacro = readLine(words(line), i + 1, entries);
            }
        }
        return new Netrc(entries);
    }

    /** Reads the words of one line; whether a macro begins here. */
    private static boolean readLine(Deque<String> words, int number, List<Entry> entries) {
        while (!words.isEmpty()) {
            String keyword = words.pop();
            switch (keyword) {
                case "macdef" -> {
                    return true;
                }
                case "default" -> entries.add(new Entry(Optional.empty(), Optional.empty(), Optional.empty()));
                case "machine" ->
                    entries.add(new Entry(Optional.of(value(words, number)), Optional.empty(), Optional.empty()));
                case "login", "password", "account" -> {
                    String value = value(words, number);
                    if (entries.isEmpty()) {
                        throw new IllegalArgumentException("line " + number + ": " + keyword
                                + " before any machine (expected: machine or default)");
                    }
                    entries.set(entries.size() - 1, entries.getLast().with(keyword, value));
                }
                default ->
                    throw new IllegalArgumentException(
                            "line " + number + ": an unknown keyword (expected: " + KEYWORDS + ")");
            }
        }
        return false;
    }

    private static String value(Deque<String> words, int line) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("line " + line + ": no value (expected: keyword and value on one line)");
        }
        return words.pop();
    }

    private static Deque<String> words(String line) {
        Deque<String> words = new ArrayDeque<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            String quoted = matcher.group(1);
            words.add(quoted == null ? matcher.group(2) : quoted.replaceAll("\\\\(.)", "$1"));
        }
        return words;
    }

    /**
     * The login for a host: of the first entry for it, or the default one.
     *
     * @param user if present, only a login of this user is found
     * @return empty if no entry fits, or the one that does names no user or no password
     */
    public Optional<Credentials> find(String host, Optional<String> user) {
        return entries.stream()
                .filter(entry -> entry.isFor(host, user))
                .findFirst()
                .flatMap(entry -> entry.password()
                        .flatMap(password -> user.or(entry::login).map(name -> new Credentials(name, password))));
    }
}
