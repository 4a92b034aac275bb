package io.github.passage.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingRoomTest {
    private final WaitingRoom room = new WaitingRoom(5, 3);

    private static InetAddress of(int host) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 198, 51, 100, (byte) host});
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void oneAddressGetsAPartOfIt() {
        for (int i = 0; i < 3; i++) {
            assertThat(room.enter(of(1))).isPresent();
        }

        assertThat(room.enter(of(1))).isEmpty();
        assertThat(room.enter(of(2))).isPresent();
    }

    @Test
    void allTogetherGetNoMoreThanThereIs() {
        for (int host = 1; host <= 5; host++) {
            assertThat(room.enter(of(host))).isPresent();
        }

        assertThat(room.enter(of(6))).isEmpty();
        assertThat(room.waiting()).isEqualTo(5);
    }

    @Test
    void aSeatIsFreeOnceItsGuestHasLeftAndOnlyOnce() {
        List<WaitingRoom.Seat> seats = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            seats.add(room.enter(of(1)).orElseThrow());
        }

        seats.getFirst().leave();
        seats.getFirst().leave();

        assertThat(room.waiting()).isEqualTo(2);
        assertThat(room.enter(of(1))).isPresent();
        assertThat(room.enter(of(1))).isEmpty();
    }
}
