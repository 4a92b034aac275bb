package io.github.passage.it.client;

import java.nio.file.Path;
import java.util.Set;

/**
 * A real FTP client, in binary and passive mode. Each call is a session of its own.
 *
 * <p>Remote names are relative to the login directory and may hold any character but control characters, spaces and quotes.
 * A call of an operation outside {@link #operations()} throws {@link UnsupportedOperationException}. Every call throws
 * {@link org.opentest4j.TestAbortedException} where the program is missing, and {@link AssertionError} when the limit of the
 * login has passed.
 */
public interface FtpClientRig {
    /** The program's name and, if it has several, its mode. */
    String name();

    /** What the program can be made to do. */
    Set<Operation> operations();

    ClientResult list(Login login, String directory);

    ClientResult nlst(Login login, String directory);

    default ClientResult mlsd(Login login, String directory) {
        throw new UnsupportedOperationException(name());
    }

    ClientResult retrieve(Login login, String remote, Path local);

    ClientResult store(Login login, Path local, String remote);

    /** Appends to {@code local} what the remote file holds beyond its length. */
    default ClientResult resumeRetrieve(Login login, String remote, Path local) {
        throw new UnsupportedOperationException(name());
    }

    /**
     * Appends to the remote file what {@code local} holds beyond its length.
     *
     * @param offset the remote file's length in bytes, for programs that do not ask
     */
    default ClientResult resumeStore(Login login, Path local, String remote, long offset) {
        throw new UnsupportedOperationException(name());
    }

    /**
     * Aborts the retrieval of one file after its first bytes, then retrieves another in the same session.
     *
     * @param large a remote file too large for the buffers on its way
     */
    default ClientResult abort(Login login, String large, String after, Path local) {
        throw new UnsupportedOperationException(name());
    }
}
