package io.github.passage.it.pod;

import io.github.passage.it.tool.ItLogs;
import io.github.passage.it.tool.Namespaces;
import io.github.passage.it.tool.Namespaces.End;
import java.util.List;

/** A cable between a pod's network and another network, where its clients are; as a cluster's network would reach a pod. */
final class PodLink implements AutoCloseable {
    /** The pod's address. */
    static final String POD = "192.0.2.2";

    private static final String CLIENT = "192.0.2.1";
    private static final String POD_NAMESPACE = "passage-it-pod";
    private static final String CLIENT_NAMESPACE = "passage-it-client";

    private final Namespaces namespaces;

    private PodLink(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    /**
     * Lays it.
     *
     * @param process one of the pod
     */
    static PodLink to(long process, ItLogs logs) {
        PodLink link = new PodLink(Namespaces.named(List.of(POD_NAMESPACE, CLIENT_NAMESPACE), logs));
        try {
            link.lay(process);
            return link;
        } catch (RuntimeException | Error failed) {
            link.close();
            throw failed;
        }
    }

    private void lay(long process) {
        namespaces.attach(POD_NAMESPACE, process);
        namespaces.add(CLIENT_NAMESPACE);
        namespaces.cable(
                new End(CLIENT_NAMESPACE, "eth0", CLIENT + "/24"), new End(POD_NAMESPACE, "eth0", POD + "/24"));
    }

    /** The command, to be run among the clients. */
    List<String> amongClients(List<String> command) {
        return Namespaces.on(CLIENT_NAMESPACE, command);
    }

    @Override
    public void close() {
        namespaces.close();
    }
}
