package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.Cidr;
import io.github.passage.address.PortRange;
import io.github.passage.hop.FtpHopSettings;
import io.github.passage.replica.PeerAddress;
import io.github.passage.replica.PeerTls;
import io.github.passage.replica.ReplicaSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplicaReaderTest {
    private static final String PEER = "peer = \"passage-{ordinal}.peers:9622\"";

    @TempDir
    Path folder;

    @Test
    void thereAreNoOthersUnlessToldSo() throws IOException {
        assertThat(ConfigFile.withHop(folder, "").load().hops().getFirst().replicas())
                .isEmpty();
    }

    @Test
    void aReplicaGivesItsSessionsItsSliceAndHasDefaults() throws IOException {
        FtpHopSettings hop = ConfigFile.withHop(folder, "replicas { ordinal = 3, trusted = 10.1.0.0/16, " + PEER + " }")
                .load()
                .hops()
                .getFirst();

        assertThat(hop.replicas())
                .contains(new ReplicaSettings(
                        8,
                        3,
                        new PeerAddress("passage-{ordinal}.peers:9622"),
                        new InetSocketAddress("::", 9622),
                        List.of(Cidr.parse("10.1.0.0/16")),
                        Optional.empty()));
        assertThat(hop.ftp().dataPorts().ports()).isEqualTo(new PortRange(8192, 8200));
        assertThat(hop.ftp().dataPorts().own()).isEqualTo(new PortRange(8196, 8196));
    }

    @Test
    void advertisedPortsAreSlicedAlike() throws IOException {
        FtpHopSettings hop = ConfigFile.withHop(
                        folder,
                        "advertised-data-ports = 30000-30008, replicas { slots = 3, ordinal = 2, trusted = 10.1.0.0/16, "
                                + PEER + " }")
                .load()
                .hops()
                .getFirst();

        assertThat(hop.ftp().dataPorts().advertisedOwn()).isEqualTo(new PortRange(30006, 30008));
    }

    @Test
    void tlsTakesThePlaceOfTrustedNetworks() throws IOException {
        FtpHopSettings hop = ConfigFile.withHop(
                        folder,
                        "replicas { ordinal = 0, tls { certificate = /c, key = /k, ca = /a }, listen = \"[::]:1\", "
                                + PEER + " }")
                .load()
                .hops()
                .getFirst();

        ReplicaSettings read = hop.replicas().orElseThrow();
        assertThat(read.tls()).contains(new PeerTls(Path.of("/c"), Path.of("/k"), Path.of("/a")));
        assertThat(read.listen()).isEqualTo(new InetSocketAddress("::", 1));
    }

    @ParameterizedTest
    @CsvSource({"passage-0, 0", "a-b-12, 12", "passage-7.peers.ns.svc, 7", "passage, -1", "passage-, -1", "-x.y-3, -1"})
    void theOrdinalIsTheNumberAtTheEndOfTheHostName(String name, int number) {
        assertThat(new HostName(name).number()).isEqualTo(number < 0 ? OptionalInt.empty() : OptionalInt.of(number));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            slots = 10, ordinal = 0, trusted = 10.1.0.0/16 | replicas.slots: 10 (expected: at most 9, one for each of the data-ports 8192-8200)
            slots = 0, ordinal = 0, trusted = 10.1.0.0/16 | replicas.slots: 0 (expected: a number from 1 to 65535)
            slots = 3, ordinal = 3, trusted = 10.1.0.0/16 | replicas.ordinal: 3 (expected: below slots 3, the largest number of replicas)
            ordinal = first, trusted = 10.1.0.0/16 | replicas.ordinal: "first" (expected: auto, or a number from 0)
            ordinal = 0 | replicas.trusted: missing (expected: the networks of the other replicas, such as 10.1.0.0/16, or tls)
            ordinal = 0, trusted = [] | replicas.trusted: an empty list (expected: the networks of the other replicas, such as 10.1.0.0/16, or tls)
            ordinal = 0, trusted = everybody | replicas.trusted: "everybody" (expected: a network such as 10.1.0.0/16 or a single address)
            ordinal = 0, trusted = 10.1.0.0/16, listen = "0.0.0.0:8193" | replicas.listen: "0.0.0.0:8193" (expected: a port from 1 to 65535 outside data-ports 8192-8200)
            ordinal = 0, trusted = 10.1.0.0/16, peer = "passage:9622" | replicas.peer: "passage:9622" (expected: host:port with {ordinal}, for example passage-{ordinal}.passage-peers:9622)
            ordinal = 0, tls { certificate = /c, key = /k } | replicas.tls.ca: missing (expected: a file's path)
            ordinal = 0, trusted = 10.1.0.0/16, slot = 4 | replicas.slot: unknown key (did you mean slots?)
            """)
    void saysWhatIsWrong(String written, String complaint) throws IOException {
        String peer = written.contains("peer") ? "" : ", " + PEER;

        assertThat(ConfigFile.withHop(folder, "replicas { " + written + peer + " }")
                        .complaint())
                .contains("passage.hops.edge." + complaint);
    }

    @Test
    void encryptedSessionsCannotBeSliced() throws IOException {
        assertThat(ConfigFile.withHop(
                                folder, "auth = pass, replicas { ordinal = 0, trusted = 10.1.0.0/16, " + PEER + " }")
                        .complaint())
                .contains(
                        "passage.hops.edge.auth: \"pass\" (expected: refuse, since an encrypted session's data connections"
                                + " cannot be told to come to one replica's ports)");
    }
}
