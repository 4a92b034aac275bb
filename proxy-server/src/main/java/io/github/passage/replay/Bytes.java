package io.github.passage.replay;

/** Bytes of a line, as a value. */
final class Bytes {
    private final byte[] content;

    Bytes(byte[] content) {
        this.content = content.clone();
    }

    byte[] content() {
        return content.clone();
    }
}
