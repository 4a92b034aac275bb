package io.github.passage.ftp;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The command verbs that Passage knows by name; any other is {@link #OTHER}, so that the set is bounded where it becomes
 * a label.
 */
public enum Verb {
    ABOR(Kind.PLAIN),
    ACCT(Kind.SECRET),
    ADAT(Kind.SECRET),
    ALLO(Kind.PLAIN),
    APPE(Kind.TRANSFER),
    AUTH(Kind.PLAIN),
    CCC(Kind.PLAIN),
    CDUP(Kind.PLAIN),
    CLNT(Kind.PLAIN),
    CWD(Kind.PLAIN),
    DELE(Kind.PLAIN),
    EPRT(Kind.ACTIVE),
    EPSV(Kind.PASSIVE),
    FEAT(Kind.PLAIN),
    HELP(Kind.PLAIN),
    HOST(Kind.PLAIN),
    LANG(Kind.PLAIN),
    LIST(Kind.TRANSFER),
    LPRT(Kind.ACTIVE),
    LPSV(Kind.PASSIVE),
    MDTM(Kind.PLAIN),
    MFMT(Kind.PLAIN),
    MKD(Kind.PLAIN),
    MLSD(Kind.TRANSFER),
    MLST(Kind.PLAIN),
    MODE(Kind.PLAIN),
    NLST(Kind.TRANSFER),
    NOOP(Kind.PLAIN),
    OPTS(Kind.PLAIN),
    PASS(Kind.SECRET),
    PASV(Kind.PASSIVE),
    PBSZ(Kind.PLAIN),
    PORT(Kind.ACTIVE),
    PROT(Kind.PLAIN),
    PWD(Kind.PLAIN),
    QUIT(Kind.PLAIN),
    REIN(Kind.PLAIN),
    REST(Kind.PLAIN),
    RETR(Kind.TRANSFER),
    RMD(Kind.PLAIN),
    RNFR(Kind.PLAIN),
    RNTO(Kind.PLAIN),
    SITE(Kind.SECRET),
    SIZE(Kind.PLAIN),
    SMNT(Kind.PLAIN),
    /** Active mode with several addresses (GridFTP, GFD.20). */
    SPOR(Kind.ACTIVE),
    STAT(Kind.PLAIN),
    STOR(Kind.TRANSFER),
    STOU(Kind.TRANSFER),
    STRU(Kind.PLAIN),
    SYST(Kind.PLAIN),
    TYPE(Kind.PLAIN),
    USER(Kind.PLAIN),
    /** Any verb not listed here. */
    OTHER(Kind.PLAIN);

    private static final Map<String, Verb> BY_NAME = Arrays.stream(values())
            .filter(verb -> verb != OTHER)
            .collect(Collectors.toUnmodifiableMap(Verb::name, Function.identity()));

    private final Kind kind;

    Verb(Kind kind) {
        this.kind = kind;
    }

    /**
     * The verb of that name.
     *
     * @param upperCase the name in upper case ASCII
     */
    static Verb of(String upperCase) {
        return BY_NAME.getOrDefault(upperCase, OTHER);
    }

    /** Whether the command moves bytes over a data connection (RFC 959 section 4.1.3, RFC 3659 section 7). */
    public boolean opensTransfer() {
        return kind == Kind.TRANSFER;
    }

    /** Whether the argument must never be shown: passwords, accounts and security data. */
    public boolean hasSecretArgument() {
        return kind == Kind.SECRET;
    }

    /** Whether the command asks the server to dial the client. */
    public boolean asksForActiveMode() {
        return kind == Kind.ACTIVE;
    }

    private enum Kind {
        PLAIN,
        SECRET,
        TRANSFER,
        PASSIVE,
        ACTIVE
    }
}
