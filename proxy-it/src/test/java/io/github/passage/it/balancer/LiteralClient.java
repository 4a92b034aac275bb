package io.github.passage.it.balancer;

import io.github.passage.it.server.Account;
import io.github.passage.it.tool.ChildProcess;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Programs that send PASV and dial the address in the reply, whatever it is; their commands, with words in braces filled in. */
enum LiteralClient {
    CURL_LIST(Tool.CURL, Errand.LIST, "--disable -sSv --max-time 30 --disable-epsv --no-ftp-skip-pasv-ip {folder}"),
    CURL_GET(
            Tool.CURL,
            Errand.GET,
            "--disable -sSv --max-time 30 --disable-epsv --no-ftp-skip-pasv-ip -o {local} {folder}{remote}"),
    CURL_PUT(
            Tool.CURL,
            Errand.PUT,
            "--disable -sSv --max-time 30 --disable-epsv --no-ftp-skip-pasv-ip -T {local} {folder}{remote}"),
    WGET_LIST(Tool.WGET, Errand.LIST, "--no-config --tries=1 --timeout=30 -nv -O - {folder}"),
    WGET_GET(Tool.WGET, Errand.GET, "--no-config --tries=1 --timeout=30 -nv -O {local} {folder}{remote}"),
    NCFTP_LIST(Tool.NCFTPLS, Errand.LIST, "-t 30 -P {port} -u {user} -p {password} ftp://{host}/w/"),
    BUSYBOX_GET(Tool.BUSYBOX, Errand.GET, "ftpget -P {port} -u {user} -p {password} {host} {local} w/{remote}"),
    BUSYBOX_PUT(Tool.BUSYBOX, Errand.PUT, "ftpput -P {port} -u {user} -p {password} {host} w/{remote} {local}"),
    LFTP_LIST(Tool.LFTP, Errand.LIST, "--norc", "ls"),
    LFTP_PUT(Tool.LFTP, Errand.PUT, "--norc", "put {local} -o {remote}"),
    PYTHON_LIST(Tool.PYTHON, Errand.LIST, "-", "f.dir()"),
    PYTHON_GET(Tool.PYTHON, Errand.GET, "-", "f.retrbinary('RETR {remote}', open('{local}', 'wb').write)"),
    PYTHON_PUT(Tool.PYTHON, Errand.PUT, "-", "f.storbinary('STOR {remote}', open('{local}', 'rb'))"),
    PERL_LIST(Tool.PERL, Errand.LIST, "-", "print join(\"\\n\", $f->dir);"),
    PERL_PUT(Tool.PERL, Errand.PUT, "-", "$f->put('{local}', '{remote}') or die $f->message;");

    /** What it does in the directory {@code w}. */
    enum Errand {
        LIST,
        GET,
        PUT
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Tool tool;
    private final Errand errand;
    private final String arguments;
    private final String script;

    LiteralClient(Tool tool, Errand errand, String arguments) {
        this(tool, errand, arguments, "");
    }

    LiteralClient(Tool tool, Errand errand, String arguments, String script) {
        this.tool = tool;
        this.errand = errand;
        this.arguments = arguments;
        this.script = script;
    }

    /** Those that do this. */
    static List<LiteralClient> that(Errand errand) {
        return Arrays.stream(values()).filter(client -> client.errand == errand).toList();
    }

    /**
     * Runs it to its end.
     *
     * @param address where it connects
     * @param remote the name in the server's directory
     * @param local the path on this side
     * @return what it printed
     */
    String run(Scene scene, InetSocketAddress address, String remote, Path local) {
        Filled filled = new Filled(address, scene.server().account(), remote, local);
        List<String> command = Stream.concat(
                        Stream.of(Tools.require(tool).toString()),
                        Arrays.stream(arguments.split(" ", -1)).map(filled::in))
                .toList();
        try (ChildProcess process = ChildProcess.start(
                scene.clients().command(command),
                filled.in(input()),
                scene.logs().file("client-" + name() + "-" + remote))) {
            process.waitFor(LIMIT);
            return process.output();
        }
    }

    /** Whether it prints the replies that it reads. */
    boolean tellsReplies() {
        return switch (tool) {
            case CURL, LFTP, PYTHON, PERL -> true;
            default -> false;
        };
    }

    private String input() {
        return switch (tool) {
            case LFTP -> """
                    debug 5
                    set net:max-retries 1
                    set net:timeout 30
                    set ftp:prefer-epsv no
                    set ftp:fix-pasv-address no
                    open -p {port} -u {user},{password} {host}
                    cd w
                    %s
                    """.formatted(script);
            case PYTHON -> """
                    import ftplib
                    f = ftplib.FTP()
                    f.set_debuglevel(1)
                    f.trust_server_pasv_ipv4_address = True
                    f.connect('{host}', {port}, 30)
                    f.login('{user}', '{password}')
                    f.cwd('w')
                    %s
                    """.formatted(script);
            case PERL -> """
                    use Net::FTP;
                    my $f = Net::FTP->new('{host}', Port => {port}, Passive => 1, Timeout => 30, Debug => 1) or die "connect: $@";
                    $f->login('{user}', '{password}') or die $f->message;
                    $f->binary;
                    $f->cwd('w');
                    %s
                    """.formatted(script);
            default -> "";
        };
    }

    private record Filled(InetSocketAddress address, Account account, String remote, Path local) {
        String in(String text) {
            String host = address.getAddress().getHostAddress();
            return text.replace(
                            "{folder}",
                            "ftp://%s:%s@%s:%d/w/"
                                    .formatted(account.user(), account.password(), host, address.getPort()))
                    .replace("{host}", host)
                    .replace("{port}", String.valueOf(address.getPort()))
                    .replace("{user}", account.user())
                    .replace("{password}", account.password())
                    .replace("{remote}", remote)
                    .replace("{local}", local.toString());
        }
    }
}
