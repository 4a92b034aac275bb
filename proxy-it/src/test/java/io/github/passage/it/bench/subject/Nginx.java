package io.github.passage.it.bench.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * nginx' stream module forwarding TCP, control and data ports alike, without a log.
 *
 * @param directory where its packages are unpacked
 */
record Nginx(Path directory) implements Subject {
    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public boolean followsFtp() {
        return false;
    }

    @Override
    public List<String> command(Site site) throws IOException {
        Path file = Files.writeString(site.work().resolve("nginx.conf"), configuration(site));
        return List.of(
                directory.resolve("usr/sbin/nginx").toString(),
                "-p",
                site.work().toString(),
                "-e",
                "stderr",
                "-c",
                file.toString());
    }

    String configuration(Site site) {
        return """
                load_module %1$s;
                daemon off;
                %2$sworker_processes 2;
                worker_rlimit_nofile 20000;
                pid %3$s/nginx.pid;
                error_log stderr crit;
                events {
                    worker_connections 19800;
                }
                stream {
                    tcp_nodelay on;
                    proxy_buffer_size 256k;
                    proxy_timeout 1h;
                    server {
                        listen %4$s:%5$d reuseport backlog=4096;
                        proxy_pass %6$s;
                    }
                    server {
                        listen %4$s:%7$s reuseport backlog=4096;
                        proxy_pass %8$s:$server_port;
                    }
                }
                """.formatted(
                        directory.resolve("usr/lib/nginx/modules/ngx_stream_module.so"),
                        // As root it would change to a user that packages make when they are installed
                        isRoot() ? "user root;\n" : "",
                        site.work(),
                        site.listen(),
                        Site.CONTROL_PORT,
                        site.originControl(),
                        Site.dataPorts(),
                        site.originHost());
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
