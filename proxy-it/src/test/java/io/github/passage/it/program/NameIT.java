package io.github.passage.it.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.ResolvedAddressTypes;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab's names, asked for by resolvers that are not the lab's. */
class NameIT {
    private static final InetSocketAddress DNS = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8154);
    private static final Pattern AWS_NAME = Pattern.compile("[a-z0-9-]+\\.elb\\.us-east-1\\.amazonaws\\.com");

    private final ItLogs logs = ItLogs.fresh("NameIT");

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(textBlock = """
            nlb-multi-az,                    nlb.passage.test,      10.1.0.20 10.1.1.20 10.1.2.20
            nlb-public,                      nlb.passage.test,      203.0.113.20 203.0.113.21
            privatelink-multi-az,            endpoint.passage.test, 10.2.0.10 10.2.1.10
            """)
    void aProgramOnASimulatedClientConnectsByName(String topology, String name, String addresses) throws IOException {
        Tools.require(Tool.IP);
        assumeTrue(
                Files.getOwner(Path.of("/proc/self")).getName().equals("root"), "network namespaces (expected: root)");
        String client = "laptop";
        try (RunningLab lab = RunningLab.start(
                logs, "--fabric", "netns", "--topology", topology, "--passive-ip", "0.0.0.0", "--api", "off")) {
            Awaitility.await("the first health checks")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(exec(client, "getent", "ahostsv4", name).stream()
                                    .map(line -> line.split(" +", -1)[0])
                                    .collect(Collectors.toSet()))
                            .containsExactlyInAnyOrder(addresses.split(" ", -1)));
            List<String> listed = exec(
                    client,
                    Tools.require(Tool.CURL).toString(),
                    "--disable",
                    "--silent",
                    "--show-error",
                    "--max-time",
                    "20",
                    "ftp://demo:demo-passage@" + name + "/");
            List<String> elsewhere = exec(client, "getent", "ahostsv4", "example.com");

            assertThat(listed).anyMatch(line -> line.endsWith(" 1MiB.bin"));
            assertThat(elsewhere).isEmpty();
            assertThat(lab.program().errors()).isEmpty();
        }
    }

    private List<String> exec(String client, String... command) {
        String[] words = Stream.concat(Stream.of("lab", "exec", client, "--"), Stream.of(command))
                .toArray(String[]::new);
        try (PassageProcess program = PassageProcess.start(logs, words)) {
            program.awaitEnd();
            return program.output();
        }
    }

    @Test
    void theAnswerFollowsWhatIsChangedWhileTheLabRuns() {
        try (RunningLab lab =
                RunningLab.start(logs, "--topology", "nlb-multi-az", "--dns", String.valueOf(DNS.getPort()))) {
            String name = lab.program()
                    .awaitOutput("dig @127.0.0.1 -p " + DNS.getPort() + " \\+short (\\S+)")
                    .group(1);
            assertThat(name).matches(AWS_NAME);

            Awaitility.await("the first health checks")
                    .untilAsserted(
                            () -> assertThat(lookUp(name)).containsExactly("127.2.0.20", "127.2.1.20", "127.2.2.20"));
            ctl("zone-down", "az2");
            assertThat(lookUp(name)).containsExactly("127.2.0.20", "127.2.2.20");
            ctl("drain", "nlb", "transfer.a");
            assertThat(lookUp(name)).containsExactly("127.2.2.20");
            ctl("drain", "nlb", "transfer.c");
            assertThat(lookUp(name)).as("fails open").containsExactly("127.2.0.20", "127.2.1.20", "127.2.2.20");
            ctl("zone-up", "az2");
            assertThat(lookUp(name)).containsExactly("127.2.1.20");
            assertThat(lookUp("az3." + name)).containsExactly("127.2.2.20");
            assertThat(lookUp("nlb.nowhere.test")).isEmpty();
        }
    }

    private void ctl(String... words) {
        try (PassageProcess program = PassageProcess.start(
                logs, Stream.concat(Stream.of("ctl"), Stream.of(words)).toArray(String[]::new))) {
            assertThat(program.awaitEnd()).as(String.join(" ", words)).isZero();
        }
    }

    /** The addresses of a name as Netty's resolver finds them, sorted; none if there is no such name. */
    private static Set<String> lookUp(String name) {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (DnsNameResolver resolver = new DnsNameResolverBuilder(loops.next())
                .datagramChannelType(NioDatagramChannel.class)
                .nameServerProvider(new SingletonDnsServerAddressStreamProvider(DNS))
                .resolvedAddressTypes(ResolvedAddressTypes.IPV4_ONLY)
                .searchDomains(List.of())
                .build()) {
            Future<List<InetAddress>> found = resolver.resolveAll(name).awaitUninterruptibly();
            return found.isSuccess()
                    ? found.getNow().stream()
                            .map(InetAddress::getHostAddress)
                            .collect(Collectors.toCollection(TreeSet::new))
                    : Set.of();
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
