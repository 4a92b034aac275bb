package io.github.passage.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.address.PortRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlicesTest {
    @ParameterizedTest
    @CsvSource({
        "8192-8200, 3, 8192-8194 8195-8197 8198-8200",
        "8192-8200, 1, 8192-8200",
        "8192-8200, 4, 8192-8194 8195-8196 8197-8198 8199-8200",
        "8192-8200, 8, 8192-8193 8194 8195 8196 8197 8198 8199 8200",
        "30000-30001, 2, 30000 30001",
        "1-65535, 2, 1-32768 32769-65535"
    })
    void sharesThePortsOutInOrder(String ports, int slots, String expected) {
        Slices slices = new Slices(PortRange.parse(ports), slots);

        String[] shares = expected.split(" ");
        assertThat(shares).hasSize(slots);
        for (int ordinal = 0; ordinal < slots; ordinal++) {
            assertThat(slices.of(ordinal)).isEqualTo(PortRange.parse(shares[ordinal]));
        }
    }

    @Test
    void knowsTheOwnerOfEveryPortWhateverTheNumberOfSlots() {
        PortRange ports = new PortRange(8192, 8214);
        for (int slots = 1; slots <= ports.size(); slots++) {
            Slices slices = new Slices(ports, slots);
            ports.ports()
                    .forEach(port -> assertThat(slices.of(slices.ownerOf(port)).contains(port))
                            .as("port %d of %s", port, slices)
                            .isTrue());
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "10", "-1"})
    void everySlotNeedsAPort(int slots) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slices(new PortRange(8192, 8200), slots))
                .withMessage("replicas.slots: " + slots
                        + " (expected: 1-9, at least one of the data-ports 8192-8200 for each)");
    }

    @ParameterizedTest
    @CsvSource({"3", "-1"})
    void anOrdinalIsBelowTheNumberOfSlots(int ordinal) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Slices(new PortRange(8192, 8200), 3).of(ordinal))
                .withMessage("replicas.ordinal: " + ordinal + " (expected: 0-2, below replicas.slots 3)");
    }

    @Test
    void aPeersAddressHasTheOrdinalInIt() {
        assertThat(new PeerAddress("passage-{ordinal}.peers:9622").of(12)).hasToString("passage-12.peers:9622");
        assertThat(new PeerAddress("127.70.0.1{ordinal}:9622").of(2)).hasToString("127.70.0.12:9622");
        assertThat(new PeerAddress("127.0.0.1:962{ordinal}").of(2)).hasToString("127.0.0.1:9622");
    }

    @ParameterizedTest
    @CsvSource({"passage-0.peers:9622", "passage-{ordinal}.peers", "'a b{ordinal}:1'", "p-{ordinal}:0", "''"})
    void saysWhatAPeersAddressLooksLike(String template) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeerAddress(template))
                .withMessage("\"" + template + "\" (expected: host:port with {ordinal}, for example"
                        + " passage-{ordinal}.passage-peers:9622)");
    }
}
