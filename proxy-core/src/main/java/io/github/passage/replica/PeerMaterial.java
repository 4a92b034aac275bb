package io.github.passage.replica;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.List;

/**
 * What the files of {@link PeerTls} said at one moment, which fits together.
 *
 * @param key that of the first certificate
 * @param chain this replica's certificate, and what stands between it and the authorities
 * @param authorities whose certificates are believed
 */
record PeerMaterial(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
    private static final byte[] PROOF = "passage".getBytes(StandardCharsets.US_ASCII);

    PeerMaterial {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /**
     * Reads the files. Times of validity are not looked at, since clocks differ: the other end does.
     *
     * @param path that of the settings in the configuration, for the message
     * @throws IllegalArgumentException in one line that names the key, if one cannot be read, or they do not belong together
     */
    static PeerMaterial read(String path, PeerTls files) {
        PeerMaterial read = new PeerMaterial(
                read(path + ".key", files.key(), Pem::key, "a private key in PEM, PKCS #8 without a password"),
                read(path + ".certificate", files.certificate(), Pem::certificates, "a certificate in PEM"),
                read(path + ".ca", files.ca(), Pem::certificates, "certificates of authorities in PEM"));
        X509Certificate own = read.chain().getFirst();
        if (!belong(read.key(), own.getPublicKey())) {
            throw wrong(path + ".key", files.key(), "the key of the certificate in " + files.certificate());
        }
        if (!isVouchedFor(own, read.chain(), read.authorities())) {
            throw wrong(
                    path + ".certificate", files.certificate(), "one that an authority in " + files.ca() + " signed");
        }
        return read;
    }

    /** From a file's text to what it holds. */
    private interface Parser<T> {
        T parse(String text) throws GeneralSecurityException;
    }

    private static <T> T read(String key, Path file, Parser<T> parser, String expected) {
        String text;
        try {
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw wrong(key, file, "a file to be read");
        }
        try {
            return parser.parse(text);
        } catch (GeneralSecurityException broken) {
            throw wrong(key, file, expected);
        }
    }

    private static IllegalArgumentException wrong(String key, Path file, String expected) {
        return new IllegalArgumentException(key + ": " + file + " (expected: " + expected + ")");
    }

    private static boolean belong(PrivateKey key, PublicKey certified) {
        if (key instanceof RSAKey one && certified instanceof RSAKey other) {
            return one.getModulus().equals(other.getModulus());
        }
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        try {
            Signature signature =
                    Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm());
            signature.initSign(key);
            signature.update(PROOF);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(PROOF);
            return signature.verify(signed);
        } catch (GeneralSecurityException otherwise) {
            return false;
        }
    }

    private static boolean isVouchedFor(
            X509Certificate certificate, List<X509Certificate> between, List<X509Certificate> authorities) {
        if (authorities.contains(certificate)
                || authorities.stream().anyMatch(authority -> isSigned(certificate, authority))) {
            return true;
        }
        List<X509Certificate> others =
                between.stream().filter(each -> !each.equals(certificate)).toList();
        return others.stream().anyMatch(each -> isSigned(certificate, each) && isVouchedFor(each, others, authorities));
    }

    private static boolean isSigned(X509Certificate certificate, X509Certificate by) {
        if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException otherwise) {
            return false;
        }
    }
}
