package io.github.passage.it.bench.load;

import java.io.IOException;
import java.util.Arrays;

/** NOOPs, each after the reply to the one before. */
final class NoopAfterNoop implements Crew.Member {
    private final FtpConnection ftp;
    private final long[] nanos;

    NoopAfterNoop(FtpConnection ftp, int count) {
        this.ftp = ftp;
        this.nanos = new long[count];
    }

    @Override
    public void prepare() throws IOException {
        ftp.open();
        ftp.login();
    }

    @Override
    public long work() throws IOException {
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            ftp.command("NOOP", "200");
            nanos[i] = System.nanoTime() - start;
        }
        return nanos.length;
    }

    @Override
    public void end() throws IOException {
        ftp.quit();
    }

    @Override
    public void abandon() {
        ftp.close();
    }

    long[] sortedNanos() {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
