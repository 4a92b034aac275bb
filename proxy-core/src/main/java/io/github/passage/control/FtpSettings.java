package io.github.passage.control;

import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.passive.PassiveAddressPolicy;

/**
 * How a hop in FTP mode treats its sessions.
 *
 * @param passiveAddress the policy for 227 replies
 * @param epsv what becomes of EPSV
 * @param auth what becomes of AUTH
 * @param dataPorts the data ports
 * @param limits bounds of lines
 * @param timeouts how long to wait for what
 */
public record FtpSettings(
        PassiveAddressPolicy passiveAddress,
        EpsvMode epsv,
        AuthMode auth,
        DataPortSettings dataPorts,
        LineLimits limits,
        SessionTimeouts timeouts) {

    SessionRules rules(AdvertisedAddress advertised) {
        return new SessionRules(
                advertised, epsv, auth, dataPorts.ports(), dataPorts.advertised(), limits.heldReplyLines());
    }
}
