package io.github.passage.doctor;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Accepts every server's certificate, and keeps what Java's own trust manager says of it. Not thread-safe. */
final class NotingTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager strict;
    private @Nullable X509Certificate seen;
    private @Nullable String problem;

    private NotingTrust(X509ExtendedTrustManager strict) {
        this.strict = strict;
    }

    static NotingTrust create() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(manager -> new NotingTrust((X509ExtendedTrustManager) manager))
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
    }

    /** The certificate of the last full handshake; empty before one. */
    Optional<X509Certificate> seen() {
        return Optional.ofNullable(seen);
    }

    /** What is wrong with it. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void note(X509Certificate[] chain, Check check) {
        seen = chain[0];
        problem = null;
        try {
            check.run();
        } catch (CertificateException e) {
            problem = String.valueOf(e.getMessage());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        note(chain, () -> strict.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
        note(chain, () -> strict.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        note(chain, () -> strict.checkServerTrusted(chain, authType));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        strict.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        strict.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        strict.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return strict.getAcceptedIssuers();
    }
}
