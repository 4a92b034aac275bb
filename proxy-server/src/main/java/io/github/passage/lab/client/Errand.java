package io.github.passage.lab.client;

/**
 * What a client is to transfer.
 *
 * @param kind which way
 * @param path on the server; may be empty for a listing
 * @param bytes how many to upload, from 0; ignored otherwise
 */
public record Errand(Kind kind, String path, long bytes) {

    /** Checks the range. */
    public Errand {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: from 0)");
        }
    }

    /** A listing of the directory that one is in after login. */
    public static Errand list() {
        return new Errand(Kind.LIST, "", 0);
    }

    /** A download. */
    public static Errand retrieve(String path) {
        return new Errand(Kind.RETRIEVE, path, 0);
    }

    /** An upload of zeros. */
    public static Errand store(String path, long bytes) {
        return new Errand(Kind.STORE, path, bytes);
    }

    String command() {
        return (kind.verb + " " + path).strip();
    }

    /** The kinds of transfers. */
    public enum Kind {
        /** LIST. */
        LIST("LIST"),
        /** RETR. */
        RETRIEVE("RETR"),
        /** STOR. */
        STORE("STOR");

        private final String verb;

        Kind(String verb) {
            this.verb = verb;
        }
    }
}
