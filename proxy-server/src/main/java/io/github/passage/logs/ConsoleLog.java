package io.github.passage.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.CoreConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program's log: lines on standard error. Set up by code, since Logback's reader of XML takes as long to start as all that the proxy
 * does, and looks for its files in every jar.
 *
 * <p>{@code -Dlogback.configurationFile=FILE} has Logback read that file instead.
 */
public final class ConsoleLog extends LogbackServiceProvider {
    private static final String APPENDER = "console";

    /** For slf4j, which makes it by reflection. */
    public ConsoleLog() {}

    /** Has slf4j take this log. Without effect once there is a logger. */
    public static void install() {
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, ConsoleLog.class.getName());
        // Else slf4j would tell every user that it was told so
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public void initialize() {
        if (System.getProperty("logback.configurationFile") != null) {
            super.initialize();
            return;
        }
        LoggerContext context = (LoggerContext) getLoggerFactory();
        context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
        context.setMDCAdapter(getMDCAdapter());
        setUp(context);
        context.start();
    }

    static void setUp(LoggerContext context) {
        context.getLogger("org.apache.ftpserver").setLevel(Level.ERROR);
        context.getLogger("org.apache.mina").setLevel(Level.ERROR);
        context.getLogger("com.linecorp.armeria").setLevel(Level.WARN);
        context.getLogger("io.netty").setLevel(Level.WARN);
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(neverBlocking(context));
    }

    private static LineBatches neverBlocking(LoggerContext context) {
        LogLines lines = new LogLines(LogFormat.TEXT);
        lines.setContext(context);
        lines.start();
        LineBatches batches = new LineBatches(lines);
        batches.setContext(context);
        batches.setName(APPENDER);
        batches.start();
        return batches;
    }

    /** Sets what lines look like from now on, {@link LogFormat#TEXT} until then. Without effect on a log set up by a file. */
    public static void use(LogFormat format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context
                && context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER) instanceof LineBatches batches) {
            batches.use(format);
        }
    }
}
