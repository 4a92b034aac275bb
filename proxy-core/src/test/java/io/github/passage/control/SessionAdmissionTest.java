package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.passage.address.AccessList;
import io.github.passage.address.Cidr;
import io.github.passage.address.IpLiteral;
import io.github.passage.control.SessionAdmission.Decision;
import io.github.passage.control.SessionAdmission.Permit;
import io.github.passage.telemetry.SessionRefusal;
import java.net.InetAddress;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionAdmissionTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final SessionAdmission admission = new SessionAdmission(0);

    private static SessionLimits limits(int total, int perClient, int newPerSecond) {
        return new SessionLimits(
                AccessList.EVERYBODY, some(total), some(perClient), some(newPerSecond), OptionalLong.empty());
    }

    private static OptionalInt some(int limit) {
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private static InetAddress ip(String text) {
        return IpLiteral.parse(text).orElseThrow();
    }

    private Permit admitted(String client, SessionLimits limits) {
        return switch (admission.admit(ip(client), limits, 0)) {
            case Decision.Admitted(Permit permit) -> permit;
            case Decision.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private void assertRefused(String client, SessionLimits limits, long now, SessionRefusal cause) {
        assertThat(admission.admit(ip(client), limits, now)).isEqualTo(new Decision.Refused(cause));
    }

    @Test
    void withoutLimitsEverybodyGetsASession() {
        for (int i = 0; i < 1000; i++) {
            admitted("10.0.0.1", SessionLimits.NONE);
        }

        assertThat(admission.open()).isEqualTo(1000);
    }

    @Test
    void theTotalIsOfTheHop() {
        SessionLimits two = limits(2, 0, 0);
        Permit first = admitted("10.0.0.1", two);
        admitted("10.0.0.2", two);

        assertRefused("10.0.0.3", two, 0, SessionRefusal.SESSIONS);
        first.release();
        admitted("10.0.0.3", two);
        assertRefused("10.0.0.1", two, 0, SessionRefusal.SESSIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "2001:db8:1:2::1, 2001:db8:1:2:ffff::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "0.0.0.0, ::, false",
    })
    void aClientIsAnAddressOrANetworkOfIpv6(String one, String other, boolean same) {
        SessionLimits single = limits(0, 1, 0);
        Permit first = admitted(one, single);

        if (same) {
            assertRefused(other, single, 0, SessionRefusal.SESSIONS_PER_CLIENT);
            first.release();
        }
        admitted(other, single);
    }

    @Test
    void aClientIsForgottenWithItsLastSession() {
        Permit one = admitted("10.0.0.1", SessionLimits.NONE);
        Permit two = admitted("10.0.0.1", SessionLimits.NONE);

        one.release();
        one.release();
        assertThat(admission.clients()).isEqualTo(1);
        assertThat(admission.open()).isEqualTo(1);
        two.release();
        assertThat(admission.clients()).isZero();
        assertThat(admission.open()).isZero();
    }

    @Test
    void soManyBeginInASecondAndAsManyAtOnce() {
        SessionLimits three = limits(0, 0, 3);
        for (int i = 0; i < 3; i++) {
            admitted("10.0.0." + i, three);
        }

        assertRefused("10.0.0.9", three, SECOND / 4, SessionRefusal.RATE);
        assertThat(admission.admit(ip("10.0.0.9"), three, SECOND / 3 + 1)).isInstanceOf(Decision.Admitted.class);
        assertRefused("10.0.0.9", three, SECOND / 3 + 2, SessionRefusal.RATE);
    }

    @Test
    void whoeverIsRefusedTakesNothingOfTheRate() {
        SessionLimits limits = limits(0, 1, 2);
        admitted("10.0.0.1", limits);
        for (int i = 0; i < 100; i++) {
            assertRefused("10.0.0.1", limits, 0, SessionRefusal.SESSIONS_PER_CLIENT);
        }

        admitted("10.0.0.2", limits);
    }

    @Test
    void aLowerLimitEndsNothingAndHoldsAtOnce() {
        Permit one = admitted("10.0.0.1", limits(9, 9, 0));
        Permit two = admitted("10.0.0.1", limits(9, 9, 0));
        SessionLimits lower = limits(2, 1, 0);

        one.release();
        assertRefused("10.0.0.1", lower, 0, SessionRefusal.SESSIONS_PER_CLIENT);
        two.release();
        admitted("10.0.0.1", lower);
    }

    @Test
    void theDeniedAreRefusedBeforeAnythingIsCounted() {
        AccessList list = new AccessList(List.of(Cidr.parse("10.0.0.0/8")), List.of(Cidr.parse("10.6.0.0/16")));
        SessionLimits limits = new SessionLimits(
                list, OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty(), OptionalLong.empty());
        admitted("10.1.0.1", limits);

        assertRefused("10.6.0.1", limits, 0, SessionRefusal.DENIED);
        assertRefused("11.0.0.1", limits, 0, SessionRefusal.DENIED);
        assertRefused("10.1.0.1", limits, 0, SessionRefusal.SESSIONS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SESSIONS | 421 Too many sessions, try again later.",
                "SESSIONS_PER_CLIENT | 421 Too many sessions from your address, try again later.",
                "RATE | 421 Too many new sessions, try again later.",
                "DENIED | 530 Access denied.",
            })
    void eachRefusalHasItsReply(SessionRefusal cause, String reply) {
        assertThat(new Decision.Refused(cause).reply().text().strip()).isEqualTo(reply);
    }

    @Test
    void threadsNeverAdmitMoreThanTheLimit() throws InterruptedException {
        SessionLimits limits = limits(50, 10, 0);
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int thread = 0; thread < 4; thread++) {
                String client = "10.0.0." + thread;
                threads.execute(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        if (admission.admit(ip(client), limits, 0) instanceof Decision.Admitted(Permit permit)) {
                            most.accumulateAndGet(admission.open(), Math::max);
                            permit.release();
                        }
                    }
                });
            }
        }

        assertThat(most.get()).isBetween(1, 50);
        assertThat(admission.open()).isZero();
        assertThat(admission.clients()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | 0 | 0 | 1024 | limits.sessions: -1 (expected: 1 to 1000000)",
                "0 | 1000001 | 0 | 1024 | limits.sessions-per-client: 1000001 (expected: 1 to 1000000)",
                "0 | 0 | -5 | 1024 | limits.new-sessions-per-second: -5 (expected: 1 to 1000000)",
                "0 | 0 | 0 | 1023 | limits.bandwidth-per-session: 1023 B (expected: 1KiB to 1TiB)",
            })
    void theLimitsNameTheirRange(int total, int perClient, int newPerSecond, long bytes, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionLimits(
                        AccessList.EVERYBODY, some(total), some(perClient), some(newPerSecond), OptionalLong.of(bytes)))
                .withMessage(message);
    }
}
