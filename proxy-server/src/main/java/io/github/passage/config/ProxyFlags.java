package io.github.passage.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The flags of {@code passage proxy} as they were written; each has the name, the form and the default of the hop's key in
 * {@code reference.conf}.
 *
 * @param listen {@code --listen}, once or more often
 * @param target {@code --target}, once or more often
 * @param dataPorts {@code --data-ports}
 * @param advertisedDataPorts {@code --advertised-data-ports}
 * @param passiveAddress {@code --passive-address}
 * @param epsv {@code --epsv}
 * @param auth {@code --auth}
 * @param dataPeer {@code --data-peer}
 */
public record ProxyFlags(
        List<String> listen,
        List<String> target,
        Optional<String> dataPorts,
        Optional<String> advertisedDataPorts,
        Optional<String> passiveAddress,
        Optional<String> epsv,
        Optional<String> auth,
        Optional<String> dataPeer) {
    /** Copies the lists. */
    public ProxyFlags {
        listen = List.copyOf(listen);
        target = List.copyOf(target);
    }

    /** At most one target. */
    public ProxyFlags(
            List<String> listen,
            Optional<String> target,
            Optional<String> dataPorts,
            Optional<String> advertisedDataPorts,
            Optional<String> passiveAddress,
            Optional<String> epsv,
            Optional<String> auth,
            Optional<String> dataPeer) {
        this(listen, target.stream().toList(), dataPorts, advertisedDataPorts, passiveAddress, epsv, auth, dataPeer);
    }

    /** The flags that were given, by the key of the hop that each one sets. */
    Map<String, Object> byKey() {
        Map<String, Object> given = new LinkedHashMap<>();
        if (!listen.isEmpty()) {
            given.put("listen", listen);
        }
        if (!target.isEmpty()) {
            given.put("target", target.size() == 1 ? target.getFirst() : target);
        }
        dataPorts.ifPresent(text -> given.put("data-ports", text));
        advertisedDataPorts.ifPresent(text -> given.put("advertised-data-ports", text));
        passiveAddress.ifPresent(text -> given.put("passive-address", text));
        epsv.ifPresent(text -> given.put("epsv", text));
        auth.ifPresent(text -> given.put("auth", text));
        dataPeer.ifPresent(text -> given.put("data-peer", text));
        return given;
    }
}
