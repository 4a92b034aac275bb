package io.github.passage.lab.profile;

/** A way to agree on a data connection. */
public enum Method {
    /** EPSV (RFC 2428): the server names a port, the client dials it at the control connection's address. */
    EPSV,
    /** PASV (RFC 959): the server names an IPv4 address and a port. */
    PASV,
    /** PORT, on IPv6 EPRT: the client names an address and a port, the server dials. */
    ACTIVE
}
