package io.github.passage.replica;

import java.nio.file.Path;

/**
 * What replicas prove to each other who they are by, all in PEM.
 *
 * @param certificate this replica's, with what stands between it and {@code ca}
 * @param key its private key, PKCS #8 without a password
 * @param ca whose certificates are believed, on both sides
 */
public record PeerTls(Path certificate, Path key, Path ca) {
    /**
     * Reads the files as a start does.
     *
     * @param path that of these settings in the configuration, for the message
     * @throws IllegalArgumentException in one line that names the key, if one cannot be read, or they do not belong together
     */
    public void check(String path) {
        PeerMaterial.read(path, this);
    }
}
