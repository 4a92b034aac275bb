package io.github.passage.it.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers forward the same ports, and run at the sizes that are best for them. */
class ConfigurationTest {
    @TempDir
    private Path work;

    private Site site() {
        return new Site(
                (Inet4Address) InetAddress.ofLiteral("127.60.1.9"), new InetSocketAddress("127.60.0.2", 2207), work);
    }

    private String written(Subject subject, String file) throws IOException {
        assertThat(subject.command(site())).contains(work.resolve(file).toString());
        return Files.readString(work.resolve(file));
    }

    @Test
    void passageWithoutMetricsIsElseTheSame() throws IOException {
        assertThat(written(new PassageUnmetered(Path.of("/passage")), "passage.conf"))
                .contains("metrics = off\n", "listen = \"127.60.1.9:2121\"\n", "target = \"127.60.0.2:2207\"\n");
    }

    @Test
    void haproxySplicesThroughLargePipes() throws IOException {
        assertThat(written(new Haproxy(Path.of("/haproxy"), Haproxy.Way.SPLICE), "haproxy.cfg"))
                .contains("tune.pipesize 1048576\n", "option splice-request\n", "option splice-response\n")
                .contains("bind 127.60.1.9:2121\n    server origin 127.60.0.2:2207\n")
                .contains("bind 127.60.1.9:20000-20063\n    server origin 127.60.0.2\n");
    }

    @Test
    void haproxyCopiesThroughLargeBuffers() throws IOException {
        assertThat(written(new Haproxy(Path.of("/haproxy"), Haproxy.Way.COPY), "haproxy.cfg"))
                .contains("tune.bufsize 262144\n")
                .doesNotContain("option splice-request");
    }

    @Test
    void nginxForwardsEachPortToItself() throws IOException {
        assertThat(written(new Nginx(Path.of("/nginx")), "nginx.conf"))
                .contains("worker_processes 2;", "proxy_buffer_size 256k;", "tcp_nodelay on;")
                .contains("listen 127.60.1.9:20000-20063 reuseport backlog=4096;")
                .contains("proxy_pass 127.60.0.2:$server_port;");
    }

    @Test
    void proftpdIsAReverseProxyOfTheOrigin() throws IOException {
        assertThat(written(new Proftpd(Path.of("/proftpd")), "proftpd.conf"))
                .contains("ProxyRole reverse\n", "ProxyReverseServers ftp://127.60.0.2:2207\n")
                .contains("DefaultAddress 127.60.1.9\n", "Port 2121\n", "PassivePorts 20000 20063\n");
    }
}
