package io.github.passage.it.realclients;

import static io.github.passage.it.realclients.RealProgram.COPY;
import static io.github.passage.it.realclients.RealProgram.FILE;
import static io.github.passage.it.realclients.RealProgram.HOST;

import io.github.passage.it.realclients.RealProgram.Errand;
import io.github.passage.it.tool.Tool;
import java.util.List;
import java.util.stream.Stream;

/**
 * The client programs, as a user would start them. Where a program retries or waits by itself, it is told to do so once and not for
 * long; what is left of its patience is longer than the kernel's with {@code tcp_syn_retries=1}, which is 3 s.
 */
final class RealPrograms {
    private static final String USER = "demo";
    private static final String PASSWORD = "demo-passage";
    private static final String FOLDER = "ftp://" + USER + ":" + PASSWORD + "@" + HOST + "/";

    /** The password as {@code rclone obscure} writes it. */
    private static final String OBSCURED = "oQSDOMiEsmLOEm9LUhUmuQe-S4tjkMFrVvqa6A";

    private RealPrograms() {}

    static List<RealProgram> all() {
        // The most patient ones first: they run on while others come and go beside them
        return Stream.of(
                        patient(),
                        lftp(),
                        curl(),
                        bsd(),
                        downloaders(),
                        browsers(),
                        python(),
                        perl(),
                        php(),
                        ruby(),
                        rclone())
                .flatMap(List::stream)
                .toList();
    }

    private static List<RealProgram> lftp() {
        return List.of(
                lftp("lftp bounded", ""),
                lftp("lftp nofix", "set ftp:fix-pasv-address no;"),
                lftp("lftp epsv", "set ftp:prefer-epsv yes;"));
    }

    private static RealProgram lftp(String profile, String setting) {
        String bounds = "set net:max-retries 1; set net:timeout 10; set cmd:fail-exit yes; ";
        String open = " open -u " + USER + "," + PASSWORD + " " + HOST + "; ls";
        return list(profile, Tool.LFTP, "--norc", "-c", bounds + setting + open);
    }

    private static List<RealProgram> curl() {
        return List.of(
                list("curl", Tool.CURL, "--disable", "-sSv", FOLDER),
                list("curl noepsv", Tool.CURL, "--disable", "-sSv", "--disable-epsv", FOLDER),
                list("curl noskip", Tool.CURL, "--disable", "-sSv", "--no-ftp-skip-pasv-ip", FOLDER),
                list(
                        "curl noepsv noskip",
                        Tool.CURL,
                        "--disable",
                        "-sSv",
                        "--disable-epsv",
                        "--no-ftp-skip-pasv-ip",
                        FOLDER));
    }

    private static List<RealProgram> bsd() {
        return List.of(
                session("ftp-ssl -p", Tool.FTP_SSL, "", "-p"),
                session("inetutils-ftp -p", Tool.INETUTILS_FTP, "", "-p"),
                session("inetutils-ftp epsv4", Tool.INETUTILS_FTP, "epsv4\n", "-p"),
                session("tnftp", Tool.TNFTP, ""),
                session("tnftp -p", Tool.TNFTP, "", "-p"),
                session("tnftp epsv4off", Tool.TNFTP, "epsv4 off\n"),
                get("tnftp url", Tool.TNFTP, "-V", "-o", COPY, FOLDER + FILE));
    }

    /** Commands on standard input. */
    private static RealProgram session(String profile, Tool tool, String before, String... options) {
        List<String> arguments = Stream.concat(
                        Stream.of("-n", "-v"), Stream.concat(Stream.of(options), Stream.of(HOST)))
                .toList();
        String commands = before + "user " + USER + " " + PASSWORD + "\nls\nquit\n";
        return new RealProgram(profile, tool, arguments, commands, Errand.LIST);
    }

    private static List<RealProgram> downloaders() {
        return List.of(
                list("wget bounded", Tool.WGET, "--no-config", "--tries=1", "--timeout=10", "-nv", "-O", "-", FOLDER),
                get("busybox ftpget/put", Tool.BUSYBOX, "ftpget", "-u", USER, "-p", PASSWORD, HOST, COPY, FILE),
                get("busybox wget", Tool.BUSYBOX, "wget", "-q", "-O", COPY, FOLDER + FILE),
                get(
                        "aria2",
                        Tool.ARIA2,
                        "--no-conf",
                        "--max-tries=1",
                        "--connect-timeout=10",
                        "--timeout=4",
                        "--out=" + COPY,
                        FOLDER + FILE));
    }

    private static List<RealProgram> browsers() {
        return List.of(list("w3m", Tool.W3M, "-dump", FOLDER), list("links", Tool.LINKS, "-dump", FOLDER));
    }

    private static List<RealProgram> python() {
        return List.of(python("py ftplib", ""), python("py ftplib trust", "f.trust_server_pasv_ipv4_address = True"));
    }

    private static RealProgram python(String profile, String setting) {
        String script = """
                import ftplib
                f = ftplib.FTP("%s")
                %s
                f.login("%s", "%s")
                f.dir()
                """.formatted(HOST, setting, USER, PASSWORD);
        return list(profile, Tool.PYTHON, "-c", script);
    }

    private static List<RealProgram> perl() {
        String script = """
                use Net::FTP;
                my $f = Net::FTP->new("%s", Passive => 1, Timeout => 5) or die "connect: $@";
                $f->login("%s", "%s") or die $f->message;
                print join("\\n", $f->dir), "\\n", $f->message;
                """.formatted(HOST, USER, PASSWORD);
        return List.of(list("perl Net::FTP passive", Tool.PERL, "-e", script));
    }

    private static List<RealProgram> php() {
        return List.of(
                php("php ftp pasv", ""),
                php("php ftp pasv nouse", "ftp_set_option($f, FTP_USEPASVADDRESS, false);"),
                list(
                        "php ftp://",
                        Tool.PHP,
                        "-n",
                        "-d",
                        "default_socket_timeout=10",
                        "-r",
                        "print_r(scandir('" + FOLDER + "'));"));
    }

    private static RealProgram php(String profile, String setting) {
        String script = """
                $f = ftp_connect('%s', 21, 10);
                ftp_login($f, '%s', '%s');
                %s
                ftp_pasv($f, true);
                print_r(ftp_nlist($f, '.'));
                """.formatted(HOST, USER, PASSWORD, setting);
        return list(profile, Tool.PHP, "-r", script);
    }

    private static List<RealProgram> ruby() {
        return List.of(ruby("ruby Net::FTP", ""), ruby("ruby Net::FTP pasvip", ", use_pasv_ip: true"));
    }

    private static RealProgram ruby(String profile, String option) {
        String script = """
                f = Net::FTP.new('%s'%s)
                f.login('%s', '%s')
                puts f.list
                """.formatted(HOST, option, USER, PASSWORD);
        return list(profile, Tool.RUBY, "-rnet/ftp", "-e", script);
    }

    private static List<RealProgram> rclone() {
        return List.of(rclone("rclone bounded"), rclone("rclone noepsv", "--ftp-disable-epsv"));
    }

    private static RealProgram rclone(String profile, String... options) {
        Stream<String> fixed = Stream.of(
                "lsf",
                "--config=",
                "--retries=1",
                "--low-level-retries=1",
                "--contimeout=10s",
                "--timeout=10s",
                "--ftp-host=" + HOST,
                "--ftp-user=" + USER,
                "--ftp-pass=" + OBSCURED,
                ":ftp:/");
        return list(
                profile, Tool.RCLONE, Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
    }

    private static List<RealProgram> patient() {
        return List.of(
                list("ncftp", Tool.NCFTPLS, "-t", "5", "-u", USER, "-p", PASSWORD, "ftp://" + HOST + "/"),
                new RealProgram("yafc", Tool.YAFC, List.of("-n", "-q", "-W", ".", FOLDER), "ls\nquit\n", Errand.LIST));
    }

    private static RealProgram list(String profile, Tool tool, String... arguments) {
        return new RealProgram(profile, tool, List.of(arguments), "", Errand.LIST);
    }

    private static RealProgram get(String profile, Tool tool, String... arguments) {
        return new RealProgram(profile, tool, List.of(arguments), "", Errand.GET);
    }
}
