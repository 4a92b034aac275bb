package io.github.passage.lab.verdict;

/** How far a transfer came: the first step that did not work. */
public enum Step {
    /** The control connection. */
    CONNECT("connect"),
    /** The server's first reply (RFC 959 section 5.4). */
    GREETING("greeting"),
    /** USER and PASS. */
    LOGIN("login"),
    /** EPSV, PASV or PORT as the client sends it. */
    PASSIVE_COMMAND("passive command"),
    /** The server's answer to it. */
    PASSIVE_REPLY("passive reply"),
    /** The data connection. */
    DATA_CONNECT("data connect"),
    /** The bytes on it. */
    DATA_TRANSFER("data transfer"),
    /** The reply that ends the transfer, 226 or 250. */
    COMPLETION("completion");

    private final String label;

    Step(String label) {
        this.label = label;
    }

    /** The name in reports. */
    public String label() {
        return label;
    }
}
