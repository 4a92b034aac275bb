package io.github.passage.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.HostPort;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedTargetsTest {
    private static final HostPort PODS = HostPort.parse("pods.example:2121");
    private static final HostPort OTHER = HostPort.parse("other.example:21");
    private static final HostPort FIXED = HostPort.parse("10.0.0.9:21");

    private static List<InetAddress> addresses(String... texts) {
        return Stream.of(texts).map(InetAddress::ofLiteral).toList();
    }

    private static List<String> targets(NamedTargets named) {
        return named.targets().keySet().stream()
                .map(target -> target.address().toString())
                .toList();
    }

    @Test
    void anAddressIsATargetAtOnceAndANameWhenItIsKnown() {
        NamedTargets first = NamedTargets.of(List.of(PODS, FIXED));
        NamedTargets then = first.answered(PODS, addresses("10.0.0.2", "10.0.0.1"));

        assertThat(targets(first)).containsExactly("10.0.0.9:21");
        assertThat(first.unknown()).containsExactly(PODS);
        assertThat(targets(then)).containsExactly("10.0.0.1:2121", "10.0.0.2:2121", "10.0.0.9:21");
        assertThat(then.unknown()).isEmpty();
    }

    @Test
    void addressesComeAndGoWithTheAnswers() {
        NamedTargets then = NamedTargets.of(List.of(PODS))
                .answered(PODS, addresses("10.0.0.1", "10.0.0.2"))
                .answered(PODS, addresses("10.0.0.2", "10.0.0.3"));

        assertThat(targets(then)).containsExactly("10.0.0.2:2121", "10.0.0.3:2121");
    }

    @Test
    void aShuffledOrAnEmptyAnswerIsNoChange() {
        NamedTargets named = NamedTargets.of(List.of(PODS)).answered(PODS, addresses("10.0.0.1", "10.0.0.2"));

        assertThat(named.answered(PODS, addresses("10.0.0.2", "10.0.0.1"))).isEqualTo(named);
        assertThat(named.answered(PODS, List.of())).isEqualTo(named);
    }

    @Test
    void anAddressOfTwoNamesIsOneTarget() {
        NamedTargets named = NamedTargets.of(List.of(OTHER, FIXED)).answered(OTHER, addresses("10.0.0.9"));

        assertThat(targets(named)).containsExactly("10.0.0.9:21");
        assertThat(named.targets()).containsValue(OTHER);
    }

    @Test
    void addressesOfSixteenBytesAreTargetsToo() {
        assertThat(targets(NamedTargets.of(List.of(PODS)).answered(PODS, addresses("2001:db8::1"))))
                .containsExactly("[2001:db8:0:0:0:0:0:1]:2121");
    }

    @Test
    void anAnswerWithoutEndIsCut() {
        InetAddress[] many = IntStream.range(0, 1000)
                .mapToObj(i -> InetAddress.ofLiteral("10.1." + i / 256 + "." + i % 256))
                .toArray(InetAddress[]::new);

        assertThat(NamedTargets.of(List.of(PODS)).answered(PODS, List.of(many)).targets())
                .hasSize(NamedTargets.MOST_OF_ONE_NAME);
    }

    @ParameterizedTest(name = "a time to live of {0} s counts as {1} s")
    @CsvSource({"0, 1", "1, 1", "30, 30", "3600, 3600", "86400, 3600", "2147483647, 3600"})
    void timesToLiveAreBounded(long ttl, long expected) {
        assertThat(new HostAnswer(addresses("10.0.0.1"), Duration.ofSeconds(ttl)).askAgainAfter())
                .isEqualTo(Duration.ofSeconds(expected));
    }
}
