package io.github.passage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.PortRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataPeerTest {
    @Test
    void readsItsThreeForms() {
        assertThat(DataPeer.parse("same")).isEqualTo(new DataPeer.Same());
        assertThat(DataPeer.parse("any")).isEqualTo(new DataPeer.Any());
        assertThat(DataPeer.parse("prefix/1")).isEqualTo(new DataPeer.Prefix(1));
        assertThat(DataPeer.parse("prefix/24")).isEqualTo(new DataPeer.Prefix(24));
        assertThat(DataPeer.parse("prefix/32")).isEqualTo(new DataPeer.Prefix(32));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Same", "prefix", "prefix/", "prefix/0", "prefix/33", "prefix/x", "prefix/-1", "prefix/1234"
            })
    void saysWhatItFoundAndWhatItExpected(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DataPeer.parse(text))
                .withMessage("\"" + text
                        + "\" (expected: same, any, or prefix/N with N from 1 to 32, for example prefix/24)");
    }

    @ParameterizedTest
    @CsvSource({
        "same, 10.0.0.1, 10.0.0.1, true",
        "same, 10.0.0.1, 10.0.0.2, false",
        "prefix/24, 10.0.0.1, 10.0.0.2, true",
        "prefix/24, 10.0.0.1, 10.0.1.1, false",
        "prefix/32, 10.0.0.1, 10.0.0.2, false",
        "any, 10.0.0.1, 192.168.7.7, true"
    })
    void tellsWhichSourcesCountAsOne(String peer, String one, String other, boolean same) {
        DataPeer rule = DataPeer.parse(peer);
        Object first = rule.scopeOf(IpLiteral.parse(one).orElseThrow());
        Object second = rule.scopeOf(IpLiteral.parse(other).orElseThrow());

        assertThat(first.equals(second)).isEqualTo(same);
    }

    @Test
    void advertisedPortsMustBeAsManyAsTheDataPorts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataPortSettings(
                        new PortRange(8192, 8200), new PortRange(30000, 30007), new DataPeer.Same()))
                .withMessage("advertised-data-ports: 30000-30007 (expected: 9 ports, as many as data-ports 8192-8200)");
    }

    @Test
    void advertisedPortsMayBeAnotherRange() {
        DataPortSettings settings =
                new DataPortSettings(new PortRange(8192, 8200), new PortRange(30000, 30008), new DataPeer.Same());

        assertThat(settings.advertised().first()).isEqualTo(30000);
    }
}
