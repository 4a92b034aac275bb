package io.github.passage.control;

import io.github.passage.data.DataPortSettings;
import io.github.passage.ftp.codec.LineLimits;
import io.github.passage.passive.AdvertisedAddress;
import io.github.passage.passive.PassiveAddressPolicy;
import io.github.passage.passive.PolicyKind;

/**
 * How a hop in FTP mode treats its sessions.
 *
 * @param passiveAddress the policy for 227 replies
 * @param epsv what becomes of EPSV
 * @param auth what becomes of AUTH
 * @param dataPorts the data ports
 * @param limits bounds of lines
 * @param timeouts how long to wait for what
 * @param sessionLimits who may begin a session, how many, and how much they may move
 */
public record FtpSettings(
        PassiveAddressPolicy passiveAddress,
        EpsvMode epsv,
        AuthMode auth,
        DataPortSettings dataPorts,
        LineLimits limits,
        SessionTimeouts timeouts,
        SessionLimits sessionLimits) {
    /** Sessions without limits. */
    public FtpSettings(
            PassiveAddressPolicy passiveAddress,
            EpsvMode epsv,
            AuthMode auth,
            DataPortSettings dataPorts,
            LineLimits limits,
            SessionTimeouts timeouts) {
        this(passiveAddress, epsv, auth, dataPorts, limits, timeouts, SessionLimits.NONE);
    }

    /** The same with other limits of sessions. */
    public FtpSettings with(SessionLimits other) {
        return new FtpSettings(passiveAddress, epsv, auth, dataPorts, limits, timeouts, other);
    }

    /** The same with other data ports. */
    public FtpSettings with(DataPortSettings other) {
        return new FtpSettings(passiveAddress, epsv, auth, other, limits, timeouts, sessionLimits);
    }

    SessionRules rules(AdvertisedAddress advertised, PolicyKind policy) {
        return new SessionRules(
                advertised, policy, epsv, auth, dataPorts.own(), dataPorts.advertisedOwn(), limits.heldReplyLines());
    }
}
