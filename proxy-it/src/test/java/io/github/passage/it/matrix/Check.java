package io.github.passage.it.matrix;

import io.github.passage.it.client.Operation;

/** What is tried with each pair of client and server. */
enum Check {
    LIST(Operation.LIST, 0),
    NLST(Operation.NLST, 0),
    MLSD(Operation.MLSD, 0),
    RETR_0_B(Operation.RETR, 0),
    RETR_1_B(Operation.RETR, 1),
    RETR_1_MIB(Operation.RETR, Check.MIB),
    RETR_100_MIB(Operation.RETR, 100 * Check.MIB),
    STOR_0_B(Operation.STOR, 0),
    STOR_1_B(Operation.STOR, 1),
    STOR_1_MIB(Operation.STOR, Check.MIB),
    STOR_100_MIB(Operation.STOR, 100 * Check.MIB),
    REST_RETR(Operation.REST_RETR, Check.MIB),
    REST_STOR(Operation.REST_STOR, Check.MIB),
    ABOR(Operation.ABOR, 100 * Check.MIB),
    UTF_8_NAMES(Operation.LIST, Check.MIB);

    static final long MIB = 1 << 20;

    private final Operation operation;
    private final long size;

    Check(Operation operation, long size) {
        this.operation = operation;
        this.size = size;
    }

    Operation operation() {
        return operation;
    }

    /** The size in bytes of the file that is transferred; 0 if none is. */
    long size() {
        return size;
    }
}
