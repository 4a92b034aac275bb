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
 * @param target {@code --target}
 * @param dataPorts {@code --data-ports}
 * @param advertisedDataPorts {@code --advertised-data-ports}
 * @param passiveAddress {@code --passive-address}
 * @param epsv {@code --epsv}
 * @param auth {@code --auth}
 * @param dataPeer {@code --data-peer}
 */
public record ProxyFlags(
        List<String> listen,
        Optional<String> target,
        Optional<String> dataPorts,
        Optional<String> advertisedDataPorts,
        Optional<String> passiveAddress,
        Optional<String> epsv,
        Optional<String> auth,
        Optional<String> dataPeer) {
    /** Copies the list. */
    public ProxyFlags {
        listen = List.copyOf(listen);
    }

    /** The flags that were given, by the key of the hop that each one sets. */
    Map<String, Object> byKey() {
        Map<String, Object> given = new LinkedHashMap<>();
        if (!listen.isEmpty()) {
            given.put("listen", listen);
        }
        target.ifPresent(text -> given.put("target", text));
        dataPorts.ifPresent(text -> given.put("data-ports", text));
        advertisedDataPorts.ifPresent(text -> given.put("advertised-data-ports", text));
        passiveAddress.ifPresent(text -> given.put("passive-address", text));
        epsv.ifPresent(text -> given.put("epsv", text));
        auth.ifPresent(text -> given.put("auth", text));
        dataPeer.ifPresent(text -> given.put("data-peer", text));
        return given;
    }
}
