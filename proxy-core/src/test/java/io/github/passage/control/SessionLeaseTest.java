package io.github.passage.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.address.IpLiteral;
import io.github.passage.control.SessionAdmission.Decision;
import io.github.passage.control.SessionAdmission.Permit;
import io.github.passage.proxyprotocol.ProxyProtocolSettings.Accept;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionLeaseTest {
    private final SessionAdmission admission = new SessionAdmission(0);
    private Surroundings around;
    private SessionTerms terms;

    @BeforeEach
    void open() throws IOException {
        around = new Surroundings();
        terms = new SessionTerms(around.context(
                Accept.OFF, SessionLimits.NONE, name -> CompletableFuture.completedFuture(List.of()), event -> {}));
    }

    @AfterEach
    void close() throws IOException {
        around.close();
    }

    private Permit permit() {
        return switch (admission.admit(IpLiteral.parse("10.0.0.1").orElseThrow(), SessionLimits.NONE, 0)) {
            case Decision.Admitted(Permit permit) -> permit;
            case Decision.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    @Test
    void givenBackTwiceItCountsOnce() {
        SessionLease standing = new SessionLease(terms);
        standing.permitted(permit());
        SessionLease over = new SessionLease(terms);
        over.permitted(permit());

        over.giveBack();
        over.giveBack();
        assertThat(terms.areInUse()).isTrue();
        assertThat(admission.open()).isOne();

        standing.giveBack();
        assertThat(terms.areInUse()).isFalse();
        assertThat(admission.open()).isZero();
    }

    @Test
    void aPermitThatComesTooLateIsReleasedAtOnce() {
        SessionLease lease = new SessionLease(terms);
        lease.giveBack();
        lease.permitted(permit());

        assertThat(admission.open()).isZero();
        assertThat(terms.areInUse()).isFalse();
    }
}
