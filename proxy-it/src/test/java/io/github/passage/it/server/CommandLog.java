package io.github.passage.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.ftpserver.ftplet.DefaultFtplet;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.FtpSession;
import org.apache.ftpserver.ftplet.FtpletResult;

/** Writes each command and its last reply to a file, as the server programs do. */
final class CommandLog extends DefaultFtplet {
    private final Path file;

    CommandLog(Path file) {
        this.file = file;
    }

    @Override
    public FtpletResult beforeCommand(FtpSession session, FtpRequest request) throws IOException {
        write(session, "> " + request.getRequestLine());
        return FtpletResult.DEFAULT;
    }

    @Override
    public FtpletResult afterCommand(FtpSession session, FtpRequest request, FtpReply reply) throws IOException {
        write(session, "< " + String.valueOf(reply).strip());
        return FtpletResult.DEFAULT;
    }

    private synchronized void write(FtpSession session, String line) throws IOException {
        Files.write(
                file,
                List.of(session.getClientAddress() + " " + line),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
