package io.github.passage.metrics;

/** Which way a transfer went. */
enum Direction {
    UPLOAD("upload"),
    DOWNLOAD("download"),
    /** No byte moved. */
    NONE("none");

    private final String label;

    Direction(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** The way that most bytes went: a TLS handshake or an acknowledgement may go the other way. */
    static Direction of(long fromClient, long fromTarget) {
        if (fromClient == 0 && fromTarget == 0) {
            return NONE;
        }
        return fromClient > fromTarget ? UPLOAD : DOWNLOAD;
    }
}
