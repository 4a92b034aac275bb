package io.github.passage.it.server;

import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * vsftpd with an anonymous account that may write: every other account would need PAM files or users of the machine.
 *
 * <p>As root it serves in a chroot as {@code daemon}; else as the user who runs the tests, without a chroot.
 */
final class Vsftpd {
    private Vsftpd() {}

    static FtpServerRig start(ServerSite site) {
        return start(site, site.host(), "");
    }

    /**
     * Starts it with TLS for clients that ask for it.
     *
     * @param announced the host in passive replies
     */
    static FtpServerRig startWithTls(ServerSite site, String announced) {
        return startWithTls(site, announced, "NO");
    }

    /** Starts it with TLS without which nobody logs in and nothing is transferred. */
    static FtpServerRig startWithTlsOnly(ServerSite site) {
        return startWithTls(site, site.host(), "YES");
    }

    /**
     * Starts it in clear text.
     *
     * @param announced the host in passive replies
     */
    static FtpServerRig startAnnouncing(ServerSite site, String announced) {
        return start(site, announced, "");
    }

    private static FtpServerRig startWithTls(ServerSite site, String announced, String forced) {
        SelfSigned certificate = SelfSigned.create(site);
        return start(site, announced, """
                ssl_enable=YES
                allow_anon_ssl=YES
                force_anon_logins_ssl=%1$s
                force_anon_data_ssl=%1$s
                force_local_logins_ssl=%1$s
                force_local_data_ssl=%1$s
                require_ssl_reuse=NO
                ssl_ciphers=HIGH
                rsa_cert_file=%2$s
                rsa_private_key_file=%3$s
                """.formatted(forced, certificate.certificate(), certificate.key()));
    }

    private static FtpServerRig start(ServerSite site, String announced, String tls) {
        Path program = Tools.require(Tool.VSFTPD);
        InetSocketAddress address = site.freeControlAddress();
        Path root = site.createRoot();
        Path configuration = site.write("vsftpd.conf", configuration(site, address.getPort(), announced, root) + tls);
        ServerProcess.Description description = new ServerProcess.Description(
                "vsftpd", address, site.dataPorts(), new Account("anonymous", "tester@example.test"), root);
        // vsftpd reports a bad configuration on descriptor 0
        List<String> command =
                List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" 0>&1", program.toString(), configuration.toString());
        return ServerProcess.start(description, command, site.logs().file("server-vsftpd-output"));
    }

    private static String configuration(ServerSite site, int port, String announced, Path root) {
        Path empty = site.scratch().resolve("empty");
        try {
            Files.createDirectories(empty);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // The anonymous user's home must exist, which rules nobody out; spaces around = are errors
        String user = LocalUser.isRoot()
                ? "ftp_username=daemon\nnopriv_user=nobody\nsecure_chroot_dir=%s\n".formatted(empty)
                : "run_as_launching_user=YES\n";
        return user
                + """
                listen=YES
                background=NO
                max_per_ip=0
                listen_address=%1$s
                listen_port=%2$d
                pasv_address=%8$s
                pasv_min_port=%3$d
                pasv_max_port=%4$d
                connect_from_port_20=NO
                anonymous_enable=YES
                local_enable=NO
                no_anon_password=YES
                anon_root=%5$s
                write_enable=YES
                anon_upload_enable=YES
                anon_mkdir_write_enable=YES
                anon_other_write_enable=YES
                anon_world_readable_only=NO
                anon_umask=022
                async_abor_enable=YES
                utf8_filesystem=YES
                seccomp_sandbox=NO
                session_support=NO
                xferlog_enable=YES
                dual_log_enable=YES
                log_ftp_protocol=YES
                vsftpd_log_file=%6$s
                xferlog_file=%7$s
                """.formatted(
                                site.host(),
                                port,
                                site.dataPorts().first(),
                                site.dataPorts().last(),
                                root,
                                site.logs().file("server-vsftpd"),
                                site.logs().file("server-vsftpd-transfers"),
                                announced);
    }
}
