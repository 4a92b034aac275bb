package io.github.passage.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for a test.
 *
 * @param key its private key
 * @param chain itself, then what stands between it and the authority
 * @param authority who vouches for it in the end
 */
public record TestIdentity(PrivateKey key, List<X509Certificate> chain, X509Certificate authority) {
    private static final char[] NO_PASSWORD = new char[0];

    /** Copies the chain. */
    public TestIdentity {
        chain = List.copyOf(chain);
    }

    /** The certificate itself. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Writes {@code tls.crt}, {@code tls.key} and {@code ca.crt}, as Kubernetes' Secrets of certificates have them. */
    public void write(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("tls.crt"), pem(chain.toArray(X509Certificate[]::new)));
        Files.writeString(folder.resolve("tls.key"), pem("PRIVATE KEY", key.getEncoded()));
        Files.writeString(folder.resolve("ca.crt"), pem(authority));
    }

    /** Certificates in PEM. */
    public static String pem(X509Certificate... certificates) throws CertificateEncodingException {
        StringBuilder text = new StringBuilder();
        for (X509Certificate each : certificates) {
            text.append(pem("CERTIFICATE", each.getEncoded()));
        }
        return text.toString();
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }

    /** Shows this certificate, and believes those authorities. */
    public SSLContext believing(X509Certificate... authorities) throws GeneralSecurityException, IOException {
        KeyStore own = empty();
        own.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
        shown.init(own, NO_PASSWORD);
        KeyStore known = empty();
        for (X509Certificate each : authorities) {
            known.setCertificateEntry("authority-" + Arrays.asList(authorities).indexOf(each), each);
        }
        TrustManagerFactory believed = TrustManagerFactory.getInstance("PKIX");
        believed.init(known);
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(shown.getKeyManagers(), believed.getTrustManagers(), null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
