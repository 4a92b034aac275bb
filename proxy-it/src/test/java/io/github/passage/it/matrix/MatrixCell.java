package io.github.passage.it.matrix;

import io.github.passage.it.client.FtpClientRig;
import io.github.passage.it.server.FtpServers;

/** One test: a client does one thing at a server. */
record MatrixCell(FtpServers server, FtpClientRig client, Check check) {
    @Override
    public String toString() {
        return server + ", " + client.name() + ", " + check;
    }
}
