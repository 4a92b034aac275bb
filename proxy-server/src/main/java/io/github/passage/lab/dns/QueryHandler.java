package io.github.passage.lab.dns;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsSection;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the queries of one socket. */
final class QueryHandler extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    private static final Logger LOGGER = LoggerFactory.getLogger(QueryHandler.class);

    /** Of a load balancer's name
     * (<a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html">AWS</a>). */
    private static final int TTL_SECONDS = 60;

    private final LabNames names;
    private int turn;

    QueryHandler(LabNames names) {
        this.names = names;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
        List<DnsQuestion> questions = IntStream.range(0, query.count(DnsSection.QUESTION))
                .mapToObj(at -> query.<DnsQuestion>recordAt(DnsSection.QUESTION, at))
                .toList();
        Answer answer = Answer.to(query.opCode(), questions, names, turn++);
        DatagramDnsResponse response = new DatagramDnsResponse(
                /* sender= */ query.recipient(),
                /* recipient= */ query.sender(),
                query.id(),
                query.opCode(),
                answer.code());
        response.setAuthoritativeAnswer(true);
        response.setRecursionDesired(query.isRecursionDesired());
        // Clients ask a resolver, and some warn of one that does not recurse.
        response.setRecursionAvailable(true);
        if (questions.size() == 1) {
            response.addRecord(DnsSection.QUESTION, questions.getFirst());
        }
        for (Inet4Address address : answer.addresses()) {
            response.addRecord(
                    DnsSection.ANSWER,
                    new DefaultDnsRawRecord(
                            questions.getFirst().name(),
                            DnsRecordType.A,
                            TTL_SECONDS,
                            Unpooled.wrappedBuffer(address.getAddress())));
        }
        context.writeAndFlush(response).addListener(sent -> {
            if (!sent.isSuccess()) {
                LOGGER.debug("DNS answer to {} not sent: {}", query.sender(), String.valueOf(sent.cause()));
            }
        });
    }

    /** What is no query is dropped: to answer it could be answered in turn, for ever. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOGGER.debug("DNS datagram dropped: {}", cause.toString());
    }
}
