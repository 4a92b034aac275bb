package io.github.passage.it.client;

import java.util.List;

/** All the clients that tests drive. */
public final class FtpClients {
    private FtpClients() {}

    /** curl as it comes. */
    public static FtpClientRig curl() {
        return new Curl();
    }

    public static List<FtpClientRig> all() {
        return List.of(
                new Lftp(false),
                new Lftp(true),
                new Curl(),
                BsdFtp.tnftp(),
                BsdFtp.ftpSsl(),
                BsdFtp.inetutilsFtp(),
                new PythonFtplib(),
                new CommonsNet(false),
                new CommonsNet(true));
    }
}
