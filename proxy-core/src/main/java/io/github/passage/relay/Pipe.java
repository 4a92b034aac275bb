package io.github.passage.relay;

/**
 * A pipe of the kernel.
 *
 * @param out the descriptor that bytes are taken from
 * @param in the descriptor that bytes are put into
 * @param capacity how many bytes it holds at most
 */
record Pipe(int out, int in, int capacity) {}
