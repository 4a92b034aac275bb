package io.github.passage.lab.dns;

import io.netty.handler.codec.dns.DnsOpCode;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the DNS server says to a query.
 *
 * @param code the response code
 * @param addresses of the name in the order of the answer
 */
record Answer(DnsResponseCode code, List<Inet4Address> addresses) {
    /** Fits into 512 bytes, the most that a client without EDNS takes (RFC 1035 section 2.3.4), with a name of any length. */
    static final int MOST_ADDRESSES = 8;

    Answer {
        addresses = List.copyOf(addresses);
    }

    /**
     * The answer to a query.
     *
     * @param code what is asked for; only a plain query is implemented
     * @param questions the questions; servers everywhere answer exactly one (RFC 9619)
     * @param names what the lab knows
     * @param turn counts up from query to query: each begins with another address, so that clients which take the first spread
     */
    static Answer to(DnsOpCode code, List<DnsQuestion> questions, LabNames names, int turn) {
        if (!code.equals(DnsOpCode.QUERY)) {
            return without(DnsResponseCode.NOTIMP);
        }
        if (questions.size() != 1) {
            return without(DnsResponseCode.FORMERR);
        }
        DnsQuestion question = questions.getFirst();
        if (question.dnsClass() != DnsRecord.CLASS_IN) {
            return without(DnsResponseCode.REFUSED);
        }
        Optional<List<Inet4Address>> found = names.find(question.name());
        if (found.isEmpty()) {
            return without(DnsResponseCode.NXDOMAIN);
        }
        boolean wanted =
                question.type().equals(DnsRecordType.A) || question.type().equals(DnsRecordType.ANY);
        return new Answer(DnsResponseCode.NOERROR, wanted ? rotated(found.get(), turn) : List.of());
    }

    private static Answer without(DnsResponseCode code) {
        return new Answer(code, List.of());
    }

    private static List<Inet4Address> rotated(List<Inet4Address> addresses, int turn) {
        List<Inet4Address> rotated = new ArrayList<>(addresses);
        Collections.rotate(rotated, -Math.floorMod(turn, rotated.size()));
        return rotated.subList(0, Math.min(MOST_ADDRESSES, rotated.size()));
    }
}
