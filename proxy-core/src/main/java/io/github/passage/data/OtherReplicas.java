package io.github.passage.data;

import io.github.passage.transport.Accepted;

/** The replicas that share the data ports with this one, each of which gives its sessions other ports of them. */
public interface OtherReplicas {
    /** There are none. */
    OtherReplicas NONE = new OtherReplicas() {
        @Override
        public boolean own(int port) {
            return false;
        }

        @Override
        public void handOver(Accepted connection) {
            connection.refuse();
        }
    };

    /** Whether a data port is another replica's, so that no session here can wait on it. */
    boolean own(int port);

    /**
     * Brings a data connection to the replica whose port it reached. Any thread may call it.
     *
     * @param connection its source is the client; takes ownership
     */
    void handOver(Accepted connection);
}
