package io.github.passage.control;

import io.github.passage.ftp.PassiveReply;
import io.github.passage.ftp.ReplyLine;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.telemetry.ReplyKind;
import io.github.passage.telemetry.SessionFact;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The line of a passive reply with other numbers in the server's own words. */
final class PassiveRewrite {
    private PassiveRewrite() {}

    static ReplyLine of(ReplyLine line, PassiveReply announced, AdvertisedAddress advertised, int port) {
        String text = switch (announced) {
            case PassiveReply.Pasv pasv -> pasv.withEndpoint(address(pasv, advertised), port);
            case PassiveReply.Epsv epsv -> epsv.withPort(port);
        };
        return new ReplyLine((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1), line.code(), line.place());
    }

    static ReplyKind kind(PassiveReply announced) {
        return switch (announced) {
            case PassiveReply.Pasv pasv -> ReplyKind.PASV;
            case PassiveReply.Epsv epsv -> ReplyKind.EPSV;
        };
    }

    static SessionFact fact(PassiveReply announced, SessionRules rules, int advertisedPort, int port) {
        return switch (announced) {
            case PassiveReply.Pasv pasv ->
                new SessionFact.PassiveAdvertised(
                        Optional.of(pasv.address()),
                        pasv.port(),
                        Optional.of(address(pasv, rules.advertised())),
                        advertisedPort,
                        port,
                        rules.policy());
            case PassiveReply.Epsv epsv ->
                new SessionFact.PassiveAdvertised(
                        Optional.empty(), epsv.port(), Optional.empty(), advertisedPort, port, rules.policy());
        };
    }

    private static Inet4Address address(PassiveReply.Pasv pasv, AdvertisedAddress advertised) {
        return advertised instanceof AdvertisedAddress.Rewritten(Inet4Address address) ? address : pasv.address();
    }
}
