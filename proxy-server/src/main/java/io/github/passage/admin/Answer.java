package io.github.passage.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, apart from how it goes.
 *
 * @param status the HTTP status
 * @param type the content type
 * @param headers further headers
 * @param body the body
 */
record Answer(int status, String type, Map<String, String> headers, String body) {
    static final String JSON = "application/json";

    /** 200 with a document of maps, lists and plain values. */
    static Answer json(Object document) {
        return json(200, document);
    }

    static Answer json(int status, Object document) {
        return new Answer(status, JSON, Map.of(), Json.text(document));
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, more, body);
    }
}
