package io.github.passage.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.passage.address.IpLiteral;
import io.github.passage.testing.FakeDns;
import io.github.passage.transport.Transport;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class DnsNameLookupTest {
    private static final byte[] ONE = {10, 0, 0, 1};
    private static final byte[] TWO = {10, 0, 0, 2};

    private final Transport transport = Transport.open(1);
    private FakeDns dns;
    private DnsNameLookup names;

    @BeforeEach
    void open() throws IOException {
        dns = new FakeDns("127.65.0.1");
        names = DnsNameLookup.open(
                transport.nextLoop(),
                transport.dnsResolver().nameServerProvider(new SingletonDnsServerAddressStreamProvider(dns.address())));
    }

    @AfterEach
    void close() throws IOException {
        names.close();
        dns.close();
        transport.close();
    }

    private List<Inet4Address> lookUp(String name) throws Exception {
        return names.lookUp(name).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void givesTheAddressesInTheOrderOfTheAnswer() throws Exception {
        dns.answer(60, TWO, ONE);

        assertThat(lookUp("nlb.example.com")).containsExactly(IpLiteral.v4(TWO), IpLiteral.v4(ONE));
    }

    @Test
    void anAnswerIsAskedForOnceInItsTimeToLive() throws Exception {
        dns.answer(60, ONE);
        lookUp("nlb.example.com");
        int asked = dns.questions();
        dns.answer(60, TWO);

        assertThat(lookUp("nlb.example.com")).containsExactly(IpLiteral.v4(ONE));
        assertThat(dns.questions()).isEqualTo(asked);
    }

    /** Looks up now and then until the name server is asked again: what the last look-up gave. */
    private List<Inet4Address> lookUpOnceExpired(String name) throws Exception {
        int asked = dns.questions();
        List<Inet4Address> answer = lookUp(name);
        while (dns.questions() == asked) {
            answer = transport
                    .nextLoop()
                    .schedule(() -> names.lookUp(name), 50, TimeUnit.MILLISECONDS)
                    .get()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        }
        return answer;
    }

    @Test
    void anAnswerIsAskedForAgainAfterItsTimeToLive() throws Exception {
        dns.answer(1, ONE);
        lookUp("nlb.example.com");
        dns.answer(1, TWO);

        // On a busy machine the new answer may be late for the one that asked for it.
        lookUpOnceExpired("nlb.example.com");
        await().until(() -> lookUp("nlb.example.com").equals(List.of(IpLiteral.v4(TWO))));
    }

    @Test
    void theLastGoodAnswerGoesOnWhereTheServerFails() throws Exception {
        dns.answer(1, ONE, TWO);
        lookUp("nlb.example.com");
        dns.fail();

        assertThat(lookUpOnceExpired("nlb.example.com")).containsExactly(IpLiteral.v4(ONE), IpLiteral.v4(TWO));
        assertThat(lookUp("other.example.com")).isEmpty();
    }

    @Test
    void anOutageCostsAQuestionNowAndThenInsteadOfOneForEachSession() throws Exception {
        dns.fail();
        lookUp("nlb.example.com");
        int asked = dns.questions();
        for (int i = 0; i < 20; i++) {
            lookUp("nlb.example.com");
        }

        assertThat(dns.questions()).isLessThan(asked + 20);
    }

    @Test
    void aServerThatNeverKnewTheNameGivesNothing() throws Exception {
        dns.fail();

        assertThat(lookUp("nlb.example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b",
                "..",
                "x.",
                "y",
                "a-label-that-is-much-longer-than-the-sixty-three-characters-of-rfc-1035-allow.example"
            })
    void aNameThatCannotBeAskedForGivesNothingInsteadOfFailing(String name) throws Exception {
        dns.fail();

        assertThat(lookUp(name)).isEmpty();
    }
}
