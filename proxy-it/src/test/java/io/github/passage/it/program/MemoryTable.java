package io.github.passage.it.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The table in ARCHITECTURE.md of what an idle session holds: name, what it is, bytes. */
enum MemoryTable {
    NETTY("Netty's channels"),
    TIMERS("timers"),
    SESSION("the session"),
    JAVA("Java's own");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| [^|]+ \\| (\\d+) \\|$");

    private final String row;

    MemoryTable(String row) {
        this.row = row;
    }

    /** The table, row by row. */
    static Map<MemoryTable, Long> read() throws IOException {
        String text = Files.readString(Path.of("..", "ARCHITECTURE.md"));
        Map<MemoryTable, Long> table = new LinkedHashMap<>();
        for (MatchResult found : ROW.matcher(text).results().toList()) {
            Stream.of(values())
                    .filter(part -> part.row.equals(found.group(1)))
                    .forEach(part -> table.put(part, Long.parseLong(found.group(2))));
        }
        if (table.size() != values().length) {
            throw new AssertionError("ARCHITECTURE.md: rows %s (expected: one for each part)".formatted(table));
        }
        return table;
    }

    /** The bytes of this part among these objects. */
    long in(LiveObjects objects) {
        return objects.of(name -> of(name) == this);
    }

    private static MemoryTable of(String className) {
        if (className.equals("io.netty.util.concurrent.ScheduledFutureTask")) {
            return TIMERS;
        }
        if (className.startsWith("io.netty.")) {
            return NETTY;
        }
        return className.startsWith("io.github.passage.") ? SESSION : JAVA;
    }

    @Override
    public String toString() {
        return row;
    }
}
