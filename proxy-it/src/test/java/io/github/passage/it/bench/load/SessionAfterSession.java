package io.github.passage.it.bench.load;

import java.io.IOException;
import java.time.Duration;

/** Login, PASV, RETR of 1 KiB, QUIT, again and again. */
final class SessionAfterSession implements Crew.Member {
    private static final int FILE_BYTES = 1024;

    private final FtpConnection ftp;
    private final Duration time;

    SessionAfterSession(FtpConnection ftp, Duration time) {
        this.ftp = ftp;
        this.time = time;
    }

    @Override
    public void prepare() {}

    @Override
    public long work() throws IOException {
        long end = System.nanoTime() + time.toNanos();
        long sessions = 0;
        while (System.nanoTime() < end) {
            ftp.open();
            ftp.login();
            int data = ftp.openData();
            ftp.send("RETR memory-" + FILE_BYTES);
            ftp.expect("150");
            long came = ftp.drain(data);
            ftp.expect("226");
            ftp.quit();
            if (came != FILE_BYTES) {
                throw new IOException("RETR: " + came + " bytes came (expected: " + FILE_BYTES + ")");
            }
            sessions++;
        }
        return sessions;
    }

    @Override
    public void end() {}

    @Override
    public void abandon() {
        ftp.close();
    }
}
