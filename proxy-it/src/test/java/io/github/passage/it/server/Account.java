package io.github.passage.it.server;

/** Who logs in at a server. */
public record Account(String user, String password) {}
