package io.github.passage.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HopErrorTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            data-ports = 9000-8000 | data-ports: "9000-8000" (expected: first-last, for example 8192-8200, within 1-65535)
            data-ports = 0-10 | data-ports: "0-10" (expected: first-last, for example 8192-8200, within 1-65535)
            data-ports = many | data-ports: "many" (expected: first-last, for example 8192-8200, within 1-65535)
            data-ports = [1,2] | data-ports: a list (expected: first-last, for example 8192-8200, within 1-65535)
            advertised-data-ports = 30000-30005 | advertised-data-ports: "30000-30005" (expected: 9 ports, as many as data-ports 8192-8200)
            data-peer = prefix/33 | data-peer: "prefix/33" (expected: same, any, or prefix/N with N from 1 to 32, for example prefix/24)
            data-peer = near | data-peer: "near" (expected: same, any, or prefix/N with N from 1 to 32, for example prefix/24)
            passive-address = contrl | passive-address: "contrl" (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name; did you mean control? A DNS name of one label needs a final dot)
            passive-address = "fe80::1" | passive-address: "fe80::1" (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name, or { rules = [ ... ], default = ... })
            passive-address = 10.0.0.300 | passive-address: "10.0.0.300" (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name, or { rules = [ ... ], default = ... })
            passive-address = "a..b" | passive-address: "a..b" (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name, or { rules = [ ... ], default = ... })
            passive-address = [control] | passive-address: a list (expected: keep, control, zero, proxy-destination, an IPv4 address or a DNS name, or { rules = [ ... ], default = ... })
            passive-address { by-client = [ { clients = 10.1.0.1/16, address = control } ], default = keep } | passive-address.by-client[0].clients: "10.1.0.1/16" (expected: host bits zero, that is 10.1.0.0/16)
            passive-address { by-client = [ { clients = 10.0.0.0/8, address = control }, { clients = 10.1.0.0/16, address = keep } ], default = keep } | passive-address.by-client[1].clients: "10.1.0.0/16" (expected: before 10.0.0.0/8, which holds all of it and is asked first)
            passive-address { by-client = [], default = keep } | passive-address.by-client: an empty list (expected: a list of objects [ { ... }, ... ])
            passive-address { by-client = 5, default = keep } | passive-address.by-client: 5 (expected: a list of objects [ { ... }, ... ])
            passive-address { by-client = [ 5 ], default = keep } | passive-address.by-client[0]: 5 (expected: an object { ... })
            epsv = 522 | epsv: 522 (expected: pass or refuse)
            epsv = true | epsv: true (expected: pass or refuse)
            auth = tls | auth: "tls" (expected: pass or refuse)
            dial-from = localhost | dial-from: "localhost" (expected: an IP address, for example 10.0.3.7)
            dial-from = "::1" | dial-from: "::1" (expected: an address of the same family as target 127.0.0.1)
            admit = 10.0.0.0/99 | admit: "10.0.0.0/99" (expected: a prefix from 0 to 32)
            refused-sources = ignore | refused-sources: "ignore" (expected: drop or reject or reply)
            refused-sources = drop, admit = [ "2001:db8::/32" ] | refused-sources: "drop" (expected: reject, or only IPv4 in listen, admit, proxy-protocol.trusted and deny)
            refused-sources = drop, deny = [ "2001:db8::/32" ] | refused-sources: "drop" (expected: reject, or only IPv4 in listen, admit, proxy-protocol.trusted and deny)
            deny = 10.0.0.0/99 | deny: "10.0.0.0/99" (expected: a prefix from 0 to 32)
            timeouts.login = 30 | timeouts.login: 30 (expected: a duration of 1ms to 7d with its unit, for example 30s)
            timeouts.login = "30" | timeouts.login: "30" (expected: a duration of 1ms to 7d with its unit, for example 30s)
            timeouts.login = 0s | timeouts.login: "0s" (expected: a duration of 1ms to 7d with its unit, for example 30s)
            timeouts.login = 8d | timeouts.login: "8d" (expected: a duration of 1ms to 7d with its unit, for example 30s)
            timeouts.login = soon | timeouts.login: "soon" (expected: a duration of 1ms to 7d with its unit, for example 30s)
            timeouts.connect = 11m | timeouts.connect: "11m" (expected: a duration of 1ms to 10m with its unit, for example 30s)
            timeouts = 30s | timeouts: "30s" (expected: an object { ... })
            timeouts.conect = 5s | timeouts.conect: unknown key (did you mean connect?)
            timeouts.idle = 5s | timeouts.idle: unknown key (expected: one of connect, control-idle, data-idle, login, reservation)
            limits.command-line = 8192 | limits.command-line: 8192 (expected: a size of 64B to 1MiB with its unit, for example 8192B)
            limits.command-line = 2MiB | limits.command-line: "2MiB" (expected: a size of 64B to 1MiB with its unit, for example 8KiB)
            limits.command-line = big | limits.command-line: "big" (expected: a size of 64B to 1MiB with its unit, for example 8KiB)
            limits.sessions = 0 | limits.sessions: 0 (expected: none or a number from 1 to 1000000)
            limits.sessions = many | limits.sessions: "many" (expected: none or a number from 1 to 1000000)
            limits.sessions-per-client = 1000001 | limits.sessions-per-client: 1000001 (expected: none or a number from 1 to 1000000)
            limits { sessions = 5, sessions-per-client = 6 } | limits.sessions-per-client: 6 (expected: at most the 5 of sessions)
            limits.new-sessions-per-second = -1 | limits.new-sessions-per-second: -1 (expected: none or a number from 1 to 1000000)
            limits.bandwidth-per-session = 1000 | limits.bandwidth-per-session: 1000 (expected: a size of 1KiB to 1TiB with its unit, for example 1000B)
            limits.bandwidth-per-session = 10B | limits.bandwidth-per-session: "10B" (expected: none or a size of 1KiB to 1TiB with its unit, for example 1MiB)
            limits.held-reply-lines = 0 | limits.held-reply-lines: 0 (expected: a number from 1 to 65536)
            limits.held-reply-lines = 1.5 | limits.held-reply-lines: 1.5 (expected: a number from 1 to 65536)
            listen = "127.0.0.1" | listen: "127.0.0.1" (expected: host:port, for example 127.0.0.1:21 or [::1]:21)
            listen = "localhost:2121" | listen: "localhost:2121" (expected: an IP address and a port, for example "0.0.0.0:2121" or "[::]:2121")
            listen = [] | listen: an empty list (expected: an IP address and a port, for example "0.0.0.0:2121" or "[::]:2121")
            listen = [ "127.0.0.1:70000" ] | listen[0]: "127.0.0.1:70000" (expected: a port from 0 to 65535)
            listen = 2121 | listen: 2121 (expected: host:port, for example 127.0.0.1:21 or [::1]:21)
            listen = "127.0.0.1:8195" | listen: "127.0.0.1:8195" (expected: a port outside data-ports 8192-8200)
            listen = [ "127.0.0.1:2121", "127.0.0.1:2121" ] | listen: "127.0.0.1:2121" (expected: an address apart from 127.0.0.1:2121)
            listen = [ "0.0.0.0:2121", "127.0.0.1:2122" ] | listen: "127.0.0.1:2122" (expected: a host apart from that of 0.0.0.0:2121 or equal to it, since the data ports are bound at each host)
            target = "127.0.0.1" | target: "127.0.0.1" (expected: host:port, for example 127.0.0.1:21 or [::1]:21)
            target = "127.0.0.1:0" | target: "127.0.0.1:0" (expected: a port from 1 to 65535)
            target = "10.0.0.300:21" | target: "10.0.0.300:21" (expected: host:port, for example "10.0.3.20:21" or "ftp.example.com:21")
            target = "my server:21" | target: "my server:21" (expected: host:port, for example 127.0.0.1:21 or [::1]:21)
            target = [] | target: an empty list (expected: host:port, for example "10.0.3.20:21" or "ftp.example.com:21")
            target = [ "a:21", "b" ] | target[1]: "b" (expected: host:port, for example 127.0.0.1:21 or [::1]:21)
            target = [ "a:21", "b:21", "a:21" ] | target: "a:21" (expected: each target once)
            target = [ "10.0.0.1:21", "[::1]:21" ], dial-from = 10.0.0.5 | dial-from: "10.0.0.5" (expected: an address of the same family as target 0:0:0:0:0:0:0:1)
            balance = round-robin, target = [ "a:21", "b:21" ], auth = pass | balance: "round-robin" (expected: source-hash with several targets and auth = pass, where only the client's address tells which server a data connection is for)
            balance = random | balance: "random" (expected: least-sessions or round-robin or source-hash)
            health-check = off | health-check: "off" (expected: an object { ... })
            health-check.kind = tcp | health-check.kind: "tcp" (expected: auto or connect or greeting or off)
            health-check.interval = 10 | health-check.interval: 10 (expected: a duration of 100ms to 1h with its unit, for example 10s)
            health-check.timeout = 2m | health-check.timeout: "2m" (expected: a duration of 100ms to 1m with its unit, for example 30s)
            health-check.healthy = 0 | health-check.healthy: 0 (expected: a number from 1 to 100)
            health-check.unhealty = 3 | health-check.unhealty: unknown key (did you mean unhealthy?)
            passiv-adress = control | passiv-adress: unknown key (did you mean passive-address?)
            dataPorts = 9000-9008 | dataPorts: unknown key (did you mean data-ports?)
            lisen = "127.0.0.1:21" | lisen: unknown key (did you mean listen?)
            colour = red | colour: unknown key (expected: one of admit, advertised-data-ports, auth, balance, data-peer, data-ports, deny, dial-from, epsv, health-check, limits, listen, passive-address, proxy-protocol, refused-sources, replicas, target, timeouts)
            """)
    void eachWrongValueGivesOneLineWithItsPathAndWhatIsExpected(String line, String complaint) throws IOException {
        assertThat(ConfigFile.withHop(folder, line).complaint())
                .isEqualTo("passage.conf:4: passage.hops.edge." + complaint);
    }
}
