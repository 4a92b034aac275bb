package io.github.passage.it.bench.load;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One file, from RETR or STOR to 226. Logged in and connected before. */
final class FileStream implements Crew.Member {
    private static final int CHUNK = 1 << 20;

    private final MemorySegment content = Arena.ofAuto().allocate(CHUNK);
    private final FtpConnection ftp;
    private final String verb;
    private final String kind;
    private final long length;
    private int data;

    FileStream(FtpConnection ftp, String verb, String kind, long length) {
        this.ftp = ftp;
        this.verb = verb;
        this.kind = kind;
        this.length = length;
    }

    @Override
    public void prepare() throws IOException {
        ftp.open();
        ftp.login();
        data = ftp.openData();
    }

    @Override
    public long work() throws IOException {
        ftp.send(verb + " " + kind + "-" + length);
        ftp.expect("150");
        long moved = length;
        if (verb.equals("RETR")) {
            moved = ftp.drain(data);
        } else {
            ftp.fill(data, content, length);
        }
        ftp.expect("226");
        if (moved != length) {
            throw new IOException(verb + ": " + moved + " bytes came (expected: " + length + ")");
        }
        return moved;
    }

    @Override
    public void end() throws IOException {
        ftp.quit();
    }

    @Override
    public void abandon() {
        ftp.close();
    }
}
