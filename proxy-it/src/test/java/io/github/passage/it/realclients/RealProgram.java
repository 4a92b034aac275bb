package io.github.passage.it.realclients;

import io.github.passage.it.tool.Tool;
import io.github.passage.it.tool.Tools;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way of using a real client program: what to start, and how to see that it got what it was to get.
 *
 * @param profile the name of the profile that says how it decides
 * @param tool the program
 * @param arguments with {@link #HOST} where the address belongs
 * @param input what it reads on standard input, with the same
 * @param errand what it is told to do
 */
record RealProgram(String profile, Tool tool, List<String> arguments, String input, Errand errand) {
    /** Stands for the address to connect to. */
    static final String HOST = "{host}";

    /** What a program is told to do; not every program can list. */
    enum Errand {
        /** Prints what is in the login directory. */
        LIST,
        /** Writes {@link #FILE} to {@link #COPY} in its working directory. */
        GET
    }

    /** A file that every lab's server has, of {@link #FILE_SIZE} bytes. */
    static final String FILE = "1KiB.bin";

    static final long FILE_SIZE = 1024;

    /** What a download is called. */
    static final String COPY = "copy";

    /** The command line for an address. */
    List<String> command(String host) {
        return Stream.concat(
                        Stream.of(Tools.require(tool).toString()),
                        arguments.stream().map(argument -> argument.replace(HOST, host)))
                .toList();
    }

    String input(String host) {
        return input.replace(HOST, host);
    }
}
