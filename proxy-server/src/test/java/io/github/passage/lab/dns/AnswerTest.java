package io.github.passage.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.passage.lab.topology.AddressPlan;
import io.github.passage.lab.topology.file.TopologyFiles;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsOpCode;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
    private static final LabNames NAMES =
            new LabNames(TopologyFiles.load("nlb-multi-az"), AddressPlan.IDENTITY, hop -> true);

    private static String answer(DnsOpCode code, int turn, DnsQuestion... questions) {
        Answer answer = Answer.to(code, List.of(questions), NAMES, turn);
        String addresses =
                answer.addresses().stream().map(Inet4Address::getHostAddress).collect(Collectors.joining(" "));
        return (answer.code().toString().replaceFirst("\\(.*", "") + " " + addresses).strip();
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource(textBlock = """
            nlb.passage.test.,     A,    1,    NoError 10.1.0.20 10.1.1.20 10.1.2.20
            nlb.passage.test.,     ANY,  1,    NoError 10.1.0.20 10.1.1.20 10.1.2.20
            nlb.passage.test.,     AAAA, 1,    NoError
            nlb.passage.test.,     MX,   1,    NoError
            nlb.passage.test.,     A,    3,    Refused
            nlb.passage.test.,     A,    255,  Refused
            other.passage.test.,   A,    1,    NXDomain
            other.passage.test.,   AAAA, 1,    NXDomain
            example.com.,          A,    1,    NXDomain
            """)
    void dependsOnNameTypeAndClass(String name, String type, int dnsClass, String expected) {
        DnsQuestion question = new DefaultDnsQuestion(name, DnsRecordType.valueOf(type), dnsClass);

        assertThat(answer(DnsOpCode.QUERY, 0, question)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0,  10.1.0.20 10.1.1.20 10.1.2.20
            1,  10.1.1.20 10.1.2.20 10.1.0.20
            2,  10.1.2.20 10.1.0.20 10.1.1.20
            3,  10.1.0.20 10.1.1.20 10.1.2.20
            -1, 10.1.2.20 10.1.0.20 10.1.1.20
            """)
    void beginsWithAnotherAddressFromQueryToQuery(int turn, String expected) {
        DnsQuestion question = new DefaultDnsQuestion("nlb.passage.test.", DnsRecordType.A);

        assertThat(answer(DnsOpCode.QUERY, turn, question)).isEqualTo("NoError " + expected);
    }

    @Test
    void whatIsNoQueryWithOneQuestionIsRefused() {
        DnsQuestion question = new DefaultDnsQuestion("nlb.passage.test.", DnsRecordType.A);

        assertThat(answer(DnsOpCode.NOTIFY, 0, question)).isEqualTo("NotImp");
        assertThat(answer(DnsOpCode.QUERY, 0)).isEqualTo("FormErr");
        assertThat(answer(DnsOpCode.QUERY, 0, question, question)).isEqualTo("FormErr");
    }
}
