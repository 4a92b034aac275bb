package io.github.passage.it.bench.origin;

import io.github.passage.it.bench.kernel.KernelException;
import io.github.passage.it.bench.kernel.Sockets;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

/** The origin's process: {@code HOST FIRST-DATA-PORT COUNT PORT=ANNOUNCED...}. Ends when its standard input does. */
final class OriginMain {
    /** Printed once it listens. */
    static final String READY = "origin: ready";

    private static final int FIXED_ARGUMENTS = 3;

    private OriginMain() {}

    static void main(String[] args) throws IOException {
        InetAddress host = InetAddress.ofLiteral(args[0]);
        DataPorts ports = new DataPorts(new Sockets(), host, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        List<Announced> announced =
                Arrays.stream(args).skip(FIXED_ARGUMENTS).map(Announced::parse).toList();
        OriginLoop loop =
                new OriginLoop(new OriginSession.Site(ports, new Transfer(), Executors.newCachedThreadPool()));
        loop.listen(host, announced);
        Thread.ofPlatform().name("control").start(() -> serve(loop));
        System.out.println(READY);
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void serve(OriginLoop loop) {
        try {
            loop.run();
        } catch (KernelException e) {
            System.err.println("origin: " + e.getMessage());
            System.exit(1);
        }
    }
}
