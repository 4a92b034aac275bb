package io.github.passage.lab.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.github.passage.address.HostPort;
import io.github.passage.lab.live.LabRefusal;
import io.github.passage.lab.live.LiveLab;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a lab's API. It has no authentication, so it belongs on loopback; requests of web pages are refused, which any page in a
 * browser on this machine could make otherwise.
 */
public final class LabApi implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LabApi.class);

    private final Server server;
    private final Resources resources;
    private final ObjectMapper mapper = new ObjectMapper();

    private LabApi(LiveLab lab, InetSocketAddress bind) {
        this.resources = new Resources(lab);
        this.server = Server.builder()
                .http(bind)
                .workerGroup(1)
                .maxRequestLength(Problem.LARGEST_BODY)
                .serviceUnder("/", this::serve)
                .gracefulShutdownTimeoutMillis(0, 0)
                .errorHandler(new ProblemPages())
                // What a client did wrong is in its answer; the log would have a stack trace of it.
                .unloggedExceptionsReportIntervalMillis(0)
                .build();
    }

    /**
     * Begins to serve.
     *
     * @param lab to be looked at and changed
     * @param bind where; port 0 takes any free one
     * @throws IllegalStateException if the address cannot be bound
     */
    public static LabApi start(LiveLab lab, InetSocketAddress bind) {
        LabApi api = new LabApi(lab, bind);
        try {
            api.server.start().join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "--api: \"" + bind.getAddress().getHostAddress() + ":" + bind.getPort()
                            + "\" (expected: a free port of an address of this machine, or off)",
                    e);
        }
        return api;
    }

    /** The port. */
    public int port() {
        return server.activeLocalPort();
    }

    private HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
        return HttpResponse.of(request.aggregate()
                .thenApplyAsync(whole -> answer(context, whole), context.blockingTaskExecutor())
                .exceptionally(fault -> answer(fault)));
    }

    private HttpResponse answer(ServiceRequestContext context, AggregatedHttpRequest request) {
        try {
            checkHost(request);
            Resources.Found found = resources.find(request.method().name(), context.path());
            if (found.answer().isEmpty()) {
                return found.allowed().isEmpty()
                        ? refused(new Problem(
                                404, "unknown-path", "path: \"" + context.path() + "\" (expected: one below /api/v1)"))
                        : notAllowed(request, found);
            }
            checkBody(request);
            String query = context.query() == null ? "" : context.query();
            Call call = new Call(found.names(), query, request.contentUtf8(), mapper);
            return json(200, MediaType.JSON_UTF_8, found.answer().get().apply(call));
        } catch (Problem.Raised raised) {
            return refused(raised.problem());
        } catch (LabRefusal refusal) {
            return refused(Problem.of(refusal));
        }
    }

    private HttpResponse answer(Throwable fault) {
        Throwable cause = Exceptions.peel(fault);
        if (cause instanceof ContentTooLargeException) {
            return refused(Problem.tooLarge());
        }
        LOGGER.error("a request to the lab's API failed", cause);
        return refused(new Problem(500, "fault", "a fault of Passage; its log has more"));
    }

    /** A page of a foreign site that points its name at 127.0.0.1 sends that name. */
    private static void checkHost(AggregatedHttpRequest request) {
        String authority = String.valueOf(request.authority());
        if (!isNobodysName(authority)) {
            throw new Problem.Raised(new Problem(
                    403, "foreign-host", "Host: \"" + authority + "\" (expected: an IP address or localhost)"));
        }
    }

    private static boolean isNobodysName(String authority) {
        boolean hasPort = authority.matches(".*[^:]:\\d+");
        try {
            HostPort host = HostPort.parse(hasPort ? authority : authority + ":80");
            return host.host().equals("localhost") || host.literal().isPresent();
        } catch (IllegalArgumentException neither) {
            return false;
        }
    }

    /** A page of a foreign site can send forms, but no JSON. */
    private static void checkBody(AggregatedHttpRequest request) {
        MediaType type = request.contentType();
        boolean isChange = !request.method().name().equals("GET");
        boolean isJson = type != null && type.is(MediaType.JSON);
        if (isChange && !isJson) {
            throw new Problem.Raised(new Problem(
                    415, "not-json", "Content-Type: " + type + " (expected: application/json, also without a body)"));
        }
    }

    private static HttpResponse notAllowed(AggregatedHttpRequest request, Resources.Found found) {
        String allowed = String.join(", ", found.allowed());
        Problem problem = new Problem(405, "wrong-method", request.method() + " (expected: one of " + allowed + ")");
        return refused(problem)
                .mapHeaders(headers -> headers.withMutations(builder -> builder.set(HttpHeaderNames.ALLOW, allowed)));
    }

    private static HttpResponse refused(Problem problem) {
        return ProblemPages.page(problem).toHttpResponse();
    }

    private static HttpResponse json(int status, MediaType type, Object document) {
        return ProblemPages.page(status, type, document).toHttpResponse();
    }

    /** Stops serving. Does not wait until the library's threads have ended, which takes it seconds of quiet. */
    @Override
    public void close() {
        var _ = stop();
    }

    /** Stops serving; done when the library's threads have ended. */
    CompletableFuture<Void> stop() {
        return server.stop();
    }
}
