package io.github.passage.lab.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the HTTP library refuses by itself, before the API sees the request, as problem documents like all other refusals. */
final class ProblemPages implements ServerErrorHandler {
    private static final int TOO_LARGE = 413;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Override
    public @Nullable HttpResponse onServiceException(ServiceRequestContext context, Throwable cause) {
        return ServerErrorHandler.ofDefault().onServiceException(context, cause);
    }

    @Override
    public AggregatedHttpResponse onProtocolViolation(
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return page(problem(status, description));
    }

    @Override
    public AggregatedHttpResponse renderStatus(
            @Nullable ServiceRequestContext context,
            ServiceConfig config,
            @Nullable RequestHeaders headers,
            HttpStatus status,
            @Nullable String description,
            @Nullable Throwable cause) {
        return page(problem(status, description));
    }

    private static Problem problem(HttpStatus status, @Nullable String description) {
        if (status.code() == TOO_LARGE) {
            return Problem.tooLarge();
        }
        String kind = status.reasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
        String detail = description == null
                ? status.reasonPhrase()
                : description.lines().findFirst().orElse("");
        return new Problem(status.code(), kind, "request: " + detail + " (expected: one that HTTP allows)");
    }

    static AggregatedHttpResponse page(Problem problem) {
        return page(problem.status(), MediaType.parse(Problem.CONTENT_TYPE), problem.document());
    }

    static AggregatedHttpResponse page(int status, MediaType type, Object document) {
        try {
            ResponseHeaders headers =
                    ResponseHeaders.builder(status).contentType(type).build();
            return AggregatedHttpResponse.of(headers, HttpData.wrap(MAPPER.writeValueAsBytes(document)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
