package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.Listing;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Lists the directory after login, to see that bytes come.
 *
 * @param patience how long the bytes may take
 * @param tls for data connections of encrypted sessions
 */
record Listings(Duration patience, Optional<TlsClient> tls) {
    private static final int ENOUGH_BYTES = 64 * 1024;

    /** Sends LIST and reads from the data connection, which is closed at the end. */
    Listing list(ControlConnection control, Socket data) {
        Answer begin = control.ask("LIST");
        if (!begin.isOf(1)) {
            return new Listing(begin.isOf(2), 0, begin);
        }
        long bytes = drain(data);
        Dialler.close(data);
        Answer end = control.next();
        return new Listing(end.isOf(2) || bytes >= ENOUGH_BYTES, bytes, end);
    }

    private long drain(Socket data) {
        Optional<? extends Socket> source =
                tls.isEmpty() ? Optional.of(data) : tls.get().over(data).socket();
        return source.map(this::count).orElse(0L);
    }

    private long count(Socket source) {
        long deadline = System.nanoTime() + patience.toNanos();
        long bytes = 0;
        byte[] buffer = new byte[8192];
        try {
            InputStream in = source.getInputStream();
            while (bytes < ENOUGH_BYTES) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return bytes;
                }
                source.setSoTimeout(Math.toIntExact(left));
                int read = in.read(buffer);
                if (read < 0) {
                    return bytes;
                }
                bytes += read;
            }
        } catch (IOException ended) {
            // What came before is what is counted; the control connection says whether that was all.
        }
        return bytes;
    }
}
