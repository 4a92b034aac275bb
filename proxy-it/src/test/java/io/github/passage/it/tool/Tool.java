package io.github.passage.it.tool;

/** A program that tests drive; {@code proxy-it/setup.sh} installs all of them. */
public enum Tool {
    LFTP("lftp", Place.PATH),
    CURL("curl", Place.PATH),
    TNFTP("tnftp", Place.PATH),
    FTP_SSL("ftp-ssl", Place.PATH),
    INETUTILS_FTP("inetutils-ftp", Place.PATH),
    PYTHON("python3", Place.PATH),
    MKFIFO("mkfifo", Place.PATH),
    OPENSSL("openssl", Place.PATH),
    SETPRIV("setpriv", Place.PATH),
    ENV("env", Place.PATH),
    IP("ip", Place.PATH),
    NFT("nft", Place.PATH),
    CHROMIUM("chromium", Place.PATH),
    WGET("wget", Place.PATH),
    NCFTPLS("ncftpls", Place.PATH),
    YAFC("yafc", Place.PATH),
    BUSYBOX("busybox", Place.PATH),
    ARIA2("aria2c", Place.PATH),
    PERL("perl", Place.PATH),
    PHP("php", Place.PATH),
    RUBY("ruby", Place.PATH),
    RCLONE("rclone", Place.PATH),
    W3M("w3m", Place.PATH),
    LINKS("links", Place.PATH),
    PODMAN("podman", Place.PATH),
    RUNC("runc", Place.PATH),
    CATATONIT("catatonit", Place.PATH),
    VSFTPD("vsftpd/usr/sbin/vsftpd", Place.UNPACKED),
    PURE_FTPD("pure-ftpd/usr/sbin/pure-ftpd", Place.UNPACKED),
    PURE_PW("pure-ftpd/usr/bin/pure-pw", Place.UNPACKED),
    PROFTPD("proftpd/usr/sbin/proftpd", Place.UNPACKED),
    HAPROXY("haproxy/usr/sbin/haproxy", Place.UNPACKED),
    PROMETHEUS("prometheus/usr/bin/prometheus", Place.UNPACKED),
    PROMTOOL("prometheus/usr/bin/promtool", Place.UNPACKED);

    enum Place {
        PATH,
        UNPACKED
    }

    private final String program;
    private final Place place;

    Tool(String program, Place place) {
        this.program = program;
        this.place = place;
    }

    String program() {
        return program;
    }

    Place place() {
        return place;
    }
}
