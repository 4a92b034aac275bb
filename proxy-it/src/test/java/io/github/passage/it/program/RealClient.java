package io.github.passage.it.program;

import io.github.passage.it.server.Account;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Real clients with the settings that a story needs.
 *
 * @param address where they connect
 * @param account who they are
 * @param logs where their output goes
 */
record RealClient(InetSocketAddress address, Account account, ItLogs logs) {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    /** ftp-ssl as it comes, in passive mode: asks for TLS, goes on without, sends PASV and dials what the reply says. */
    ChildProcess startFtpSsl(String... commands) {
        String script = "user %s %s\nbinary\n%s\nquit\n"
                .formatted(account.user(), account.password(), String.join("\n", commands));
        return start(Tool.FTP_SSL, script, "-d", "-n", "-v", "-p", host(), port());
    }

    /** The same to its end; returns its output. */
    String ftpSsl(String... commands) {
        return outputOf(startFtpSsl(commands));
    }

    /** lftp that obeys: PASV, and the address in the reply. */
    String literalLftp(String... commands) {
        return lftp("set ftp:prefer-epsv no\nset ftp:fix-pasv-address no", commands);
    }

    /** lftp with EPSV. */
    String epsvLftp(String... commands) {
        return lftp("set ftp:prefer-epsv yes", commands);
    }

    /** lftp with these settings, else as it comes. */
    String lftp(String settings, String... commands) {
        String script = """
                set net:max-retries 1
                set net:timeout 10
                set cmd:fail-exit yes
                set ftp:charset UTF-8
                set file:charset UTF-8
                debug 5
                %s
                open -p %s -u %s,%s %s
                %s
                """.formatted(
                        settings, port(), account.user(), account.password(), host(), String.join("\n", commands));
        return outputOf(start(Tool.LFTP, script, "--norc"));
    }

    /** curl as it comes: EPSV first. */
    String curl(String path, String... options) {
        Stream<String> fixed = Stream.of(
                "--disable",
                "--silent",
                "--show-error",
                "--verbose",
                "--connect-timeout",
                "10",
                "ftp://%s:%s@%s:%s/%s".formatted(account.user(), account.password(), host(), port(), path));
        return outputOf(
                start(Tool.CURL, "", Stream.concat(fixed, Stream.of(options)).toArray(String[]::new)));
    }

    /** Python's ftplib as it comes, from an address of the client's own; {@code f} is the session. */
    String python(String source, String... statements) {
        String script = """
                import ftplib
                f = ftplib.FTP(source_address=('%s', 0))
                f.connect('%s', %s, 30)
                f.login('%s', '%s')
                %s
                f.quit()
                """.formatted(
                        source, host(), port(), account.user(), account.password(), String.join("\n", statements));
        return outputOf(start(Tool.PYTHON, script, "-"));
    }

    private ChildProcess start(Tool tool, String input, String... arguments) {
        List<String> command = Stream.concat(Stream.of(Tools.require(tool).toString()), Stream.of(arguments))
                .toList();
        return ChildProcess.start(command, input, logs.file("client-" + tool));
    }

    private static String outputOf(ChildProcess started) {
        try (started) {
            started.waitFor(LIMIT);
            return started.output();
        }
    }

    private String host() {
        return address.getAddress().getHostAddress();
    }

    private String port() {
        return String.valueOf(address.getPort());
    }
}
