package io.github.passage.it.client;

/**
 * What a client said of an operation. Whether it succeeded is seen by what arrived: several clients exit 0 after failures.
 *
 * @param exitCode of the program; 0 for clients in this JVM
 * @param output everything printed, listings as well as the commands and replies of the session
 */
public record ClientResult(int exitCode, String output) {}
