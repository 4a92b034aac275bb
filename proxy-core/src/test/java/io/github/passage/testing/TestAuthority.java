package io.github.passage.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** An authority that issues certificates for tests (RFC 5280 section 4.1), good until 2049. */
public final class TestAuthority {
    /** ecdsa-with-SHA256 (RFC 5758 section 3.2). */
    private static final byte[] ALGORITHM = HexFormat.of().parseHex("300a06082a8648ce3d040302");

    /** That the subject is an authority, critical (RFC 5280 section 4.2.1.9). */
    private static final byte[] AUTHORITY = HexFormat.of().parseHex("a3133011300f0603551d130101ff040530030101ff");

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BITS = 0x03;
    private static final int TIME = 0x17;
    private static final int VERSION = 0xA0;

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final List<X509Certificate> between;
    private final X509Certificate root;
    private byte serial = 1;

    private TestAuthority(
            KeyPair keys, X509Certificate certificate, List<X509Certificate> between, X509Certificate root) {
        this.keys = keys;
        this.certificate = certificate;
        this.between = between;
        this.root = root;
    }

    /** One that vouches for itself. */
    public static TestAuthority named(String name) throws GeneralSecurityException {
        KeyPair keys = keys("EC");
        X500Principal subject = new X500Principal("CN=" + name);
        X509Certificate own = sign(keys, subject, subject, keys.getPublic(), (byte) 1, AUTHORITY);
        return new TestAuthority(keys, own, List.of(), own);
    }

    /** One that this one vouches for. */
    public TestAuthority below(String name) throws GeneralSecurityException {
        KeyPair theirs = keys("EC");
        X509Certificate signed = issue(name, theirs, AUTHORITY);
        List<X509Certificate> longer = new ArrayList<>(List.of(signed));
        longer.addAll(between);
        return new TestAuthority(theirs, signed, longer, root);
    }

    /** A new certificate with a key of its own. */
    public TestIdentity issue(String name) throws GeneralSecurityException {
        return issue(name, "EC");
    }

    /**
     * The same.
     *
     * @param algorithm of the key, as Java calls it
     */
    public TestIdentity issue(String name, String algorithm) throws GeneralSecurityException {
        KeyPair theirs = keys(algorithm);
        List<X509Certificate> chain = new ArrayList<>(List.of(issue(name, theirs, new byte[0])));
        chain.addAll(between);
        return new TestIdentity(theirs.getPrivate(), chain, root);
    }

    private X509Certificate issue(String name, KeyPair theirs, byte[] extensions) throws GeneralSecurityException {
        serial++;
        return sign(
                keys,
                certificate.getSubjectX500Principal(),
                new X500Principal("CN=" + name),
                theirs.getPublic(),
                serial,
                extensions);
    }

    private static KeyPair keys(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    }

    private static X509Certificate sign(
            KeyPair by, X500Principal issuer, X500Principal subject, PublicKey key, byte serial, byte[] extensions)
            throws GeneralSecurityException {
        byte[] told = der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, new byte[] {serial}),
                ALGORITHM,
                issuer.getEncoded(),
                der(SEQUENCE, time("200101000000Z"), time("491231235959Z")),
                subject.getEncoded(),
                key.getEncoded(),
                extensions);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(by.getPrivate());
        signature.update(told);
        byte[] whole = der(SEQUENCE, told, ALGORITHM, der(BITS, new byte[] {0}, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private static byte[] time(String utc) {
        return der(TIME, utc.getBytes(StandardCharsets.US_ASCII));
    }

    /** One value (X.690 section 8.1), up to 64 KiB. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (length < 0x80) {
            value.write(length);
        } else if (length < 0x100) {
            value.write(0x81);
            value.write(length);
        } else {
            value.write(0x82);
            value.write(length >> 8);
            value.write(length);
        }
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }
}
