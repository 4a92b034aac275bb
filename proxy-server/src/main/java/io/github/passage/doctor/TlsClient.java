package io.github.passage.doctor;

import io.github.passage.doctor.EndpointFacts.Certificate;
import io.github.passage.doctor.EndpointFacts.Handshake;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** TLS as a client that accepts every certificate, since it looks at servers, and notes what a stricter one would say. */
final class TlsClient {
    private final String host;
    private final Duration patience;
    private final NotingTrust trust;
    private final SSLContext context;

    /** A handshake, and the secured socket if it succeeded. */
    record Layered(Handshake handshake, Optional<SSLSocket> socket) {}

    private TlsClient(String host, Duration patience, NotingTrust trust, SSLContext context) {
        this.host = host;
        this.patience = patience;
        this.trust = trust;
        this.context = context;
    }

    /**
     * A client for connections to one host.
     *
     * @param host that the certificate should be for
     * @param patience how long a handshake may take
     */
    static TlsClient create(String host, Duration patience) {
        try {
            NotingTrust trust = NotingTrust.create();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, new SecureRandom());
            return new TlsClient(host, patience, trust, context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Makes a handshake over a connected socket; closes it if that fails. */
    Layered over(Socket plain) {
        CompletableFuture<Void> tooLate =
                new CompletableFuture<Void>().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> end = tooLate.thenRun(() -> Dialler.close(plain));
        try {
            SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, host, plain.getPort(), true);
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
            plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
            secured.startHandshake();
            String protocol = secured.getSession().getProtocol();
            return new Layered(new Handshake(true, protocol, certificate()), Optional.of(secured));
        } catch (IOException e) {
            Dialler.close(plain);
            String failure = ReplyReader.printable(String.valueOf(e.getMessage()));
            return new Layered(new Handshake(false, failure, certificate()), Optional.empty());
        } finally {
            end.cancel(false);
            tooLate.cancel(false);
        }
    }

    private Optional<Certificate> certificate() {
        return trust.seen()
                .map(certificate -> new Certificate(
                        ReplyReader.printable(
                                certificate.getSubjectX500Principal().getName()),
                        certificate.getNotAfter().toInstant(),
                        trust.problem().map(ReplyReader::printable)));
    }
}
