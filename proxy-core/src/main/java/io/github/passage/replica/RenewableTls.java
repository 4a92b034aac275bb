package io.github.passage.replica;

/** TLS between replicas, whose files are renewed while connections stand. */
public interface RenewableTls {
    /** Where they are. */
    PeerTls files();

    /**
     * Reads the files again. Connections that begin from then on go by what they say; others go on. Not to be called on an event loop.
     *
     * @return whether they say something else than before
     * @throws IllegalArgumentException in one line that names the key in the configuration, if they cannot be used; what they said
     *     before counts on then
     */
    boolean renew();
}
