package io.github.passage.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.github.passage.admin.LogLevels;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** The levels of Logback's loggers. */
public final class LogbackLevels implements LogLevels {
    private static final String INHERIT = "INHERIT";
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF", INHERIT);

    /** A name of a class or package: whoever sets a level makes the logger, and it is never forgotten. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*){0,15}");

    /** Of the lab's FTP server, which logs commands with their arguments. */
    private static final Pattern SECRETIVE = Pattern.compile("org\\.apache\\.(?:ftpserver|mina)(?:\\..*)?");

    private static final List<String> QUIET = List.of("ERROR", "OFF");
    private static final int LONGEST_NAME = 200;

    private final LoggerContext context;

    /** The program's loggers. */
    public LogbackLevels() {
        this((LoggerContext) LoggerFactory.getILoggerFactory());
    }

    LogbackLevels(LoggerContext context) {
        this.context = context;
    }

    @Override
    public SortedMap<String, String> levels() {
        SortedMap<String, String> levels = new TreeMap<>();
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null) {
                levels.put(logger.getName(), logger.getLevel().toString());
            }
        }
        return levels;
    }

    @Override
    public void set(String logger, String level) {
        if (logger.length() > LONGEST_NAME || !NAME.matcher(logger).matches()) {
            throw new IllegalArgumentException(
                    "logger: \"" + logger + "\" (expected: ROOT, or a logger such as passage.session)");
        }
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException(
                    "level: \"" + level + "\" (expected: one of " + String.join(", ", LEVELS) + ")");
        }
        if (SECRETIVE.matcher(logger).matches() && !QUIET.contains(level)) {
            throw new IllegalArgumentException("level: \"" + level + "\" of " + logger + " (expected: one of "
                    + String.join(", ", QUIET) + ", since this library logs what clients send)");
        }
        boolean root = logger.equals(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (root && level.equals(INHERIT)) {
            throw new IllegalArgumentException(
                    "level: \"" + level + "\" (expected: a level, since ROOT has none above)");
        }
        context.getLogger(logger).setLevel(level.equals(INHERIT) ? null : Level.valueOf(level));
    }
}
